import TMFConformance
import TMFExchange
import TMFJSON
import Testing

extension ReenactedBehaviour {
    /// Derives a behaviour from a report.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - kit: The kit with the bodies that it sends unless it is told otherwise.
    /// - Throws: An error if the report lacks a request or a value.
    init(of report: Certification, _ kit: ConformanceKit) throws {
        let list = try report.list
        let path = list.url.split(separator: "/", omittingEmptySubsequences: false)
        try #require(path.count > 3)
        origin = path.prefix(3).joined(separator: "/")
        basePath = "/" + path.dropFirst(3).dropLast().joined(separator: "/") + "/"
        collection = String(path.last ?? "")

        firstID = try report.value("id", of: 1)
        let secondID = report.isPartyInteraction ? try report.value("id", of: 2) : nil
        // The two bodies are equal where the kit was not given another one. A body that creates nothing when it comes
        // again is the least that explains one id for both.
        createsEqualBodiesOnce = firstID == secondID
        let href = try report.value("href", of: 1)
        hrefPrefix = String(href[...(try #require(href.lastIndex(of: "/")))])
        endsHrefWithParty = !href.hasSuffix("/" + firstID)

        createdStatus = try #require(report.creations.first).status
        missingStatus = try report.missing.status
        missingBytes = try report.missing.bytes
        holdsType = true
        rowsBefore = []
        readDifferences = []
        // An id names one row: with more rows, or without that one, the filter was not looked at, nor were the others.
        let found = try report.search("id", as: 1)
        ignoresFilters = found.count != 1 || found.value("id") == nil
        let holdsCreated = list.value("id") != nil
        pageSize = holdsCreated ? nil : list.count
        // An array is two bytes larger than its only row, and so is the answer to a filter that finds it.
        let created = try #require(report.creations.first)
        let read = try report.read(1)
        readsArrays = read.bytes == created.bytes + 2 && read.bytes == found.bytes
        listsObject = list.count == 1 && list.bytes == created.bytes
        selection =
            report.selections.allSatisfy { $0.size == list.size }
            ? .ignored : report.selections.allSatisfy { $0.bytes == "null".utf8.count } ? .null : .generous
        // The new name is a byte shorter than the one before: were it there, so would the answer be.
        change = report.steps.first { $0.method == "PATCH" }.map {
            Change(status: $0.status, isMade: $0.size != read.size)
        }

        try deriveRows(of: report, kit)
        for (index, creation) in report.creations.enumerated() {
            readDifferences.append(try report.read(index + 1).bytes - (readsArrays ? 2 : 0) - creation.bytes)
        }
        rowsBefore =
            ignoresFilters || !holdsCreated ? try rowsOfPage(report, holdsCreated) : try rowsOfFilters(report)
    }

    // MARK: - What was created

    /// Derives what the server adds from the size of what it created from a known body, and the other body.
    private mutating func deriveRows(of report: Certification, _ kit: ConformanceKit) throws {
        let bodies = try kit.steps.filter { $0.method == .post }.map { step in
            try #require(JSONValue(parsing: Array((step.body ?? "").utf8)).objectValue)
        }
        let (known, size) = try (#require(bodies.last), #require(report.creations.last).bytes)
        let id = try report.value("id", of: bodies.count)
        holdsType = Self.size(row(id: id, body: known)) <= size
        let natural = row(id: id, body: known)
        addedLength = Self.length(of: addedName, in: natural, toReach: size)

        guard report.isPartyInteraction else { return }
        var body: JSONObject = [
            "channel": [["id": "555"]], "direction": .string(try report.value("direction", of: 1)),
            "reason": .string(try report.value("reason", of: 1)),
        ]
        guard body != bodies.first else { return }
        // The published report does not show what else the body held: a name of the channel stands for it.
        let first = completed(row(id: firstID, body: body))
        var channel: JSONObject = ["id": "555"]
        let missing = try #require(report.creations.first).bytes - Self.size(first) + Self.size(channel)
        if let length = Self.length(of: "name", in: channel, toReach: missing) {
            channel["name"] = .string(Self.filler(length))
            body["channel"] = [.object(channel)]
        }
        payload = .object(body)
    }

    /// How long the value of an attribute is to be for an object to have a size; `nil` if it has it already.
    static func length(of name: String, in object: JSONObject, toReach size: Int) -> Int? {
        guard Self.size(object) < size else { return nil }
        var object = object
        object[name] = ""
        return max(size - Self.size(object), 0)
    }

    // MARK: - What was there before

    /// The rows of a list that shows its first rows, or of one whose filters say nothing.
    private func rowsOfPage(_ report: Certification, _ holdsCreated: Bool) throws -> [Rows] {
        let list = try report.list
        let created = report.creations.map(\.bytes)
        // No created row is on the page, or all that have an id of their own.
        let own = holdsCreated ? Array(created.prefix(createsEqualBodiesOnce ? 1 : created.count)) : []
        guard list.count > own.count else { return [] }
        // Nothing asserts what these rows hold, but for the filters that do not find them: it is not what was created.
        var first = Rows(
            count: list.count - own.count, direction: "outbound", reason: "-",
            bytes: list.bytesOfRows - own.reduce(0, +))
        guard !ignoresFilters else { return [first] }
        // The answers to `fields` are about the same rows: what reason adds tells how long it is.
        let (id, reason) = try (report.search("fields=id"), report.search("fields=reason"))
        let perRow = (reason.bytes - id.bytes) / first.count
        first.reason = String(repeating: "-", count: max(perRow - #","reason":"""#.utf8.count, 0))
        first.projectedBytes = id.bytes - 2 - (first.count - 1)
        // The filters for direction and reason find the created rows, and others that were not on the page.
        let found = try report.search("direction", as: 1)
        let second = Rows(
            count: found.count - created.count, direction: try report.value("direction", of: 1),
            reason: try report.value("reason", of: 1), bytes: found.bytesOfRows - created.reduce(0, +))
        return [first, second]
    }

    /// The rows of a list that holds the created ones, by direction and reason.
    private func rowsOfFilters(_ report: Certification) throws -> [Rows] {
        guard report.isPartyInteraction else { return [] }
        let created = report.creations.map(\.bytes)
        try #require(created.count == 2)
        let reason = try report.value("reason", of: 2)
        let answers = try [report.search("direction", as: 1), report.search("direction", as: 2)]
        let counts = answers.map { $0.count - 1 }
        let sizes = zip(answers, created).map { $0.bytesOfRows - $1 }
        let means = zip(sizes, counts).map { $0 / max($1, 1) }
        // How many rows have the second reason is known, and how many of them have the first direction is told by the
        // size of the answer: a row of one direction is twice as large as one of the other.
        let found = try report.search("reason", as: 2)
        let others = found.count - 1
        let fitting = (max(others - counts[1], 0)...min(counts[0], others)).filter { first in
            let rows = first * means[0] + (others - first) * means[1] + created[1]
            return PrintedSize(bytes: rows + 2 + found.count - 1).text == found.size
        }
        try #require(fitting.count == 1)
        let shares = [fitting[0], others - fitting[0]]
        return try (0...1).flatMap { number in
            let direction = try report.value("direction", of: number + 1)
            let rest = counts[number] - shares[number]
            return [
                Rows(
                    count: shares[number], direction: direction, reason: reason,
                    bytes: sizes[number] - rest * means[number]),
                Rows(count: rest, direction: direction, reason: "-", bytes: rest * means[number]),
            ].filter { $0.count > 0 }
        }
    }
}
