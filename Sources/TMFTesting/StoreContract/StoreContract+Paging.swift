import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The division of lists into pages.
    static let paging: [StoreContract] = [
        StoreContract("A page holds what its offset and limit say, and its total counts everything") { trial in
            try await trial.createMany(0..<10)
            for (query, range) in [
                ("offset=0", 0..<10), ("offset=4", 4..<10), ("offset=9", 9..<10), ("limit=3", 0..<3),
                ("offset=3&limit=3", 3..<6), ("offset=8&limit=5", 8..<10), ("limit=10", 0..<10), ("limit=1", 0..<1),
            ] {
                try await trial.expectIDs(range.map(String.init), query, total: 10)
                try await trial.expectIDs(range.map(String.init), query + "&sort=n", total: 10)
                try await trial.expectIDs(range.map(String.init), query + "&n>=0", total: 10)
            }
        },
        StoreContract("A page with the limit 0 is empty and has a total") { trial in
            try await trial.createMany(0..<10)
            for (query, total) in [("", 10), ("&n>=6", 4), ("&sort=-n", 10), ("&n>99", 0), ("&offset=5", 10)] {
                try await trial.expectIDs([], "limit=0" + query, total: total)
            }
        },
        StoreContract("A page past the end is empty, and a limit past it returns the remaining resources") { trial in
            try await trial.createMany(0..<10)
            let far = Int(Int32.max)
            for query in ["", "&n>=0", "&sort=n"] {
                for offset in [10, 11, 1_000, far] {
                    try await trial.expectIDs([], "offset=\(offset)" + query, total: 10)
                    try await trial.expectIDs([], "offset=\(offset)&limit=\(far)" + query, total: 10)
                }
                for limit in [11, 1_000, far] {
                    try await trial.expectIDs(["8", "9"], "offset=8&limit=\(limit)" + query, total: 10)
                }
            }
        },
        walked("Page by page, every resource comes once", ""),
        walked("Page by page, every match of a filter comes once", "b=1"),
        walked("Page by page, every match of a condition that no index supports comes once", "b*=[12]"),
        walked("Page by page, every resource of a sorted list comes once, although many are equal", "sort=b"),
        walked("Page by page, every match of a sorted filter comes once", "sort=-b,c&n>20"),
        StoreContract("A page keeps its size while resources around it are deleted") { trial in
            try await trial.createMany(0..<40)
            try await trial.store.commit((5..<35).map { .delete(key("\($0)"), revision: nil) })
            try await trial.expectIDs(["3", "4", "35", "36"], "offset=3&limit=4", total: 10)
            try await trial.expectIDs(["39"], "offset=9&limit=4", total: 10)
            try await trial.expectIDs(["35", "36"], "n>4&limit=2", total: 5)
        },
    ]

    /// Returns a behavior: the pages of a query, joined together, are the list without pages.
    private static func walked(_ name: String, _ query: String) -> StoreContract {
        StoreContract(name) { trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<47).map { #"{"n":\#($0),"b":"\#($0 % 3)","c":[\#($0 % 5),\#($0 % 2)]}"# })
            for n in stride(from: 0, to: 47, by: 6) { try await shelf.commit([.delete(key("r\(n)"), revision: nil)]) }
            try await shelf.expect([query])
            let all = try await trial.list("things", query)
            for size in [1, 7, 20, 100] {
                var walked: [String] = []
                for offset in stride(from: 0, to: all.total, by: size) {
                    let page = try await trial.list("things", "offset=\(offset)&limit=\(size)&" + query)
                    trial.expect("the total of a page", page.total, is: all.total)
                    walked += page.resources.map(\.key.id)
                }
                trial.expect("pages of \(size), put together", walked, is: all.resources.map(\.key.id))
            }
        }
    }
}
