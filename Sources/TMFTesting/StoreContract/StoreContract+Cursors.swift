import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The reading of pages as of the same moment; a store without cursors passes if it reports every cursor as
    /// expired.
    static let cursors: [StoreContract] = [
        StoreContract("The first page with a cursor equals that of a plain list") { trial in
            try await trial.createMany(0..<20)
            for text in ["", "n>5", "sort=-n&offset=2&limit=5", "n>50"] {
                let query = try ResourceQuery(parsing: text)
                let plain = try await trial.store.resources(in: "things", matching: query)
                let first = try await trial.store.resources(in: "things", matching: query, cursor: nil)
                Shelf(trial).expect(first, holds: plain.resources, total: plain.total, name: text)
                trial.expect(plain.cursor == nil, "'\(text)': expected no cursor, as none was asked for")
            }
        },
        StoreContract("Pages of one cursor are of one moment, whatever is created, replaced and deleted since") {
            trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<30).map { #"{"id":"r\#($0)","n":\#($0),"b":\#($0 % 2)}"# })
            for text in ["", "b=1", "sort=-n", "sort=b&n>3"] {
                let then = shelf
                guard let cursor = try await trial.cursor(text) else { return }
                try await trial.pages(text, cursor, of: then)
                var changes: [StoreChange] = []
                for resource in shelf.resources.prefix(5) { changes.append(.delete(resource.key, revision: nil)) }
                for resource in shelf.resources.suffix(5) {
                    changes.append(.replace(resource.key, try document(#"{"b":1,"n":-1}"#), revision: nil))
                }
                changes.append(.create(key("new\(text)"), try document(#"{"b":1,"n":99}"#)))
                try await shelf.commit(changes)
                try await trial.pages(text, cursor, of: then)
                try await shelf.expect([text])
            }
        },
        StoreContract("A page of a cursor reflects the commit that its first page did") { trial in
            try await trial.createMany(0..<9)
            let query = try ResourceQuery(parsing: "limit=3")
            let first = try await trial.store.resources(in: "things", matching: query, cursor: nil)
            trial.expect("the commit of the first page", first.sequence, is: 1)
            try await trial.createMany(9..<12)
            guard let cursor = first.cursor else { return }
            let second = try await trial.store.resources(in: "things", matching: query, cursor: cursor)
            trial.expect("the commit of the next page", second.sequence, is: 1)
            let present = try await trial.store.resources(in: "things", matching: query, cursor: nil)
            trial.expect("the commit of a new first page", present.sequence, is: 2)
        },
        StoreContract("A cursor shows resources that were deleted and created again as they were") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<6).map { #"{"id":"r\#($0)","v":"old"}"# })
            guard let cursor = try await trial.cursor("v=old") else { return }
            let then = shelf
            for n in 0..<6 {
                let id = key("r\(n)")
                try await shelf.commit([.delete(id, revision: nil), .create(id, try document(#"{"v":"new"}"#))])
            }
            try await trial.pages("v=old", cursor, of: then)
            try await trial.pages("v=new", cursor, of: then)
            try await shelf.expect(["v=old", "v=new"])
        },
        StoreContract("A cursor may be used for another query of its collection, at the same moment") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<20).map { #"{"id":"r\#($0)","n":\#($0)}"# })
            guard let cursor = try await trial.cursor("n>10&limit=3") else { return }
            let then = shelf
            try await shelf.commit([.replace(key("r1"), try document(#"{"n":100}"#), revision: nil)])
            for text in ["", "n<=10", "sort=-n", "n=100", "n=1"] { try await trial.pages(text, cursor, of: then) }
        },
        StoreContract("A cursor of an empty list stays empty") { trial in
            guard let cursor = try await trial.cursor("") else { return }
            try await trial.createMany(0..<3)
            try await trial.pages("", cursor, of: Shelf(trial))
            try await trial.pages("n>=0", cursor, of: Shelf(trial))
        },
        StoreContract("Cursors of many moments live side by side") { trial in
            var shelf = Shelf(trial)
            var moments: [(cursor: StoreCursor, shelf: Shelf)] = []
            for n in 0..<8 {
                try await shelf.commit([.create(key("\(n)"), try document(#"{"n":\#(n)}"#))])
                guard let cursor = try await trial.cursor("") else { return }
                moments.append((cursor, shelf))
            }
            for (cursor, shelf) in moments.reversed() { try await trial.pages("sort=-n", cursor, of: shelf) }
        },
        StoreContract("A page that was read with a cursor has a cursor of the same moment") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<9).map { #"{"n":\#($0)}"# })
            guard var cursor = try await trial.cursor("limit=2") else { return }
            let then = shelf
            for n in 0..<4 {
                try await shelf.commit([.delete(key("r\(n)"), revision: nil)])
                cursor = try await trial.pages("", cursor, of: then) ?? cursor
            }
        },
        StoreContract("A token that is not a cursor of the store has expired") { trial in
            try await trial.createMany(0..<3)
            _ = try await trial.cursor("")
            let long = String(repeating: "9", count: 5_000)
            for token in [
                "", "x", "-1", "99999999999999999999", "' OR 1=1", "\u{0}", "../..", "é", "1.5", "1:2:3", long,
            ] {
                try await trial.expectExpired(StoreCursor(rawValue: token))
            }
        },
        StoreContract("The token of a cursor is safe in a URL") { trial in
            guard let cursor = try await trial.cursor("") else { return }
            let safe = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
            trial.expect(
                !cursor.rawValue.isEmpty && cursor.rawValue.utf8.allSatisfy(safe.contains),
                "expected letters, digits and any of '-._~', found '\(cursor)'")
        },
    ]
}

extension StoreTrial {
    /// Requests a cursor, or returns `nil` if the store does not support cursors, in which case every cursor must have
    /// expired.
    func cursor(_ query: String) async throws -> StoreCursor? {
        let page = try await store.resources(in: "things", matching: ResourceQuery(parsing: query), cursor: nil)
        if page.cursor == nil { try await expectExpired(StoreCursor(rawValue: "1")) }
        return page.cursor
    }

    func expectExpired(_ cursor: StoreCursor) async throws {
        do {
            let page = try await store.resources(in: "things", matching: ResourceQuery(), cursor: cursor)
            fail("the cursor '\(Self.text(cursor))': expected to have expired, found \(page.total) resources")
        } catch let error as StoreError {
            expect("the error of the cursor '\(Self.text(cursor))'", error.code, is: .cursorExpired)
        }
    }

    /// Expects that the pages of a query, read with a cursor, show the resources of a moment.
    ///
    /// - Returns: The cursor of the last page.
    @discardableResult
    func pages(_ text: String, _ cursor: StoreCursor, of shelf: Shelf) async throws -> StoreCursor? {
        var last: StoreCursor?
        for page in [Page(), Page(offset: 0, limit: 3), Page(offset: 2, limit: 4), Page(offset: 50), Page(limit: 0)] {
            var query = try ResourceQuery(parsing: text)
            query.page = page
            let expected = try CompiledQuery(query).positions(in: shelf.resources.map(\.document))
            let found = try await store.resources(in: shelf.collection, matching: query, cursor: cursor)
            shelf.expect(
                found, holds: expected.page.map { shelf.resources[$0] }, total: expected.total,
                name: "\(text) with a cursor, from \(page.offset)")
            expect(found.cursor != nil, "'\(text)': expected a cursor with a page that one was given for")
            last = found.cursor
        }
        return last
    }
}
