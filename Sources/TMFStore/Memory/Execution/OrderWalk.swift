import TMFJSON
import TMFModels
import TMFQuery

/// A walk along the index of the only sort key of a query, which reads only the resources on the page.
struct OrderWalk {
    /// The order of the index.
    let order: IndexOrder

    private let collection: InMemoryCollection
    private let query: ResourceQuery
    private var isDescending: Bool { order.isDescending }

    /// The maximum number of resources with the same key that the walk sorts.
    private static let greatestGroup = 4_096

    /// Creates a walk, or returns `nil` if no index has the order of the query.
    init?(_ query: ResourceQuery, _ collection: InMemoryCollection) {
        guard let order = collection.planner.order(by: query.sort),
            order.unorderedSets.allSatisfy({ collection.sets[$0].count == 0 })
        else { return nil }
        (self.order, self.collection, self.query) = (order, collection, query)
    }

    /// A part of a set, as a range of positions.
    private struct Part {
        var set: Int
        var places: Range<Int>
    }

    /// All entries in the order of the query.
    private var wholeOrder: [Part] { order.sets.map { Part(set: $0, places: 0..<collection.sets[$0].count) } }

    private var entryCount: Int { order.sets.reduce(0) { $0 + collection.sets[$1].count } }

    /// Returns whether walking along the index until a page is full takes less work than comparing a number of matches.
    func isBetter(for matches: Int) -> Bool {
        guard matches > 0, let limit = query.page.limit else { return matches * 4 > entryCount }
        let (wanted, isTooMuch) = (query.page.offset + limit).multipliedReportingOverflow(by: entryCount)
        return isTooMuch ? matches * 4 > entryCount : wanted / matches < matches * 16
    }

    /// Returns the answer if all resources match.
    func answer(limits: QueryLimits) -> InMemoryCollection.Answer? {
        page(of: wholeOrder, total: collection.count, limits)
    }

    /// Returns the answer if the matches are a range of the index.
    func answer(within access: InMemoryCollection.Access, limits: QueryLimits) -> InMemoryCollection.Answer? {
        guard case .lookup(let lookup) = access, lookup.isExact, order.sets.contains(lookup.set),
            let places = collection.places(of: lookup)
        else { return nil }
        return page(of: [Part(set: lookup.set, places: places)], total: places.count, limits)
    }

    /// Returns the answer for known matches.
    func answer(among matches: [UInt32], limits: QueryLimits) -> InMemoryCollection.Answer? {
        guard let first = matches.first, let last = matches.last, isBetter(for: matches.count) else { return nil }
        let bitmap = RowBitmap(matches, first, last)
        let wanted = query.page.range(of: matches.count)
        guard let rows = rows(of: wholeOrder, from: 0, wanted, limits, where: bitmap.contains) else { return nil }
        return InMemoryCollection.Answer(rows: rows, total: matches.count)
    }

    private func page(of parts: [Part], total: Int, _ limits: QueryLimits) -> InMemoryCollection.Answer? {
        rows(of: parts, from: query.page.offset, query.page.range(of: total), limits) { _ in true }
            .map { InMemoryCollection.Answer(rows: $0, total: total) }
    }

    /// Returns the rows at some positions of the order, or `nil` if there are not enough entries or too many share a
    /// key.
    ///
    /// - Parameters:
    ///   - parts: The parts of the index to walk along.
    ///   - start: The number of entries, all of them accepted, that may be skipped unread.
    ///   - wanted: The positions among the accepted rows.
    ///   - limits: The limits for sorting rows.
    ///   - isAccepted: Returns whether a row matches.
    /// - Returns: The rows.
    private func rows(
        of parts: [Part], from start: Int, _ wanted: Range<Int>, _ limits: QueryLimits,
        where isAccepted: (UInt32) -> Bool
    ) -> [UInt32]? {
        guard !wanted.isEmpty else { return [] }
        var rows: [UInt32] = []
        rows.reserveCapacity(wanted.count)
        var (place, skipped) = (0, start)
        for part in parts {
            guard skipped < part.places.count else {
                skipped -= part.places.count
                place += part.places.count
                continue
            }
            let first = beginning(of: part, after: skipped)
            place += first
            skipped = 0
            guard append(part, from: first, &place, wanted, limits, where: isAccepted, to: &rows) else { return nil }
            if place >= wanted.upperBound { break }
        }
        return rows.count == wanted.count ? rows : nil
    }

    /// Returns the number of entries before the first one that shares its key with the entry after `count` entries.
    private func beginning(of part: Part, after count: Int) -> Int {
        let set = collection.sets[part.set]
        guard count > 0 else { return 0 }
        if isDescending {
            let rank = part.places.upperBound - 1 - count
            guard let entry = set.entry(at: rank) else { return count }
            return part.places.upperBound - min(set.rank(of: entry.key + 1), part.places.upperBound)
        }
        guard let entry = set.entry(at: part.places.lowerBound + count) else { return count }
        return max(set.rank(of: entry.key), part.places.lowerBound) - part.places.lowerBound
    }

    /// Appends the wanted rows of a part, or returns `false` if too many share a key or sorting them exceeds the
    /// limits.
    private func append(
        _ part: Part, from first: Int, _ place: inout Int, _ wanted: Range<Int>, _ limits: QueryLimits,
        where isAccepted: (UInt32) -> Bool, to rows: inout [UInt32]
    ) -> Bool {
        var group: [UInt32] = []
        var groupKey: UInt64?
        var rest = part.places.count - first
        var (position, isFull, isUnknown) = (place, false, false)
        var compiled: CompiledQuery?
        func close() {
            if position + group.count > wanted.lowerBound {
                if group.count > 1 {
                    // Resources without an id in their documents stay in the order of the collection, in both
                    // directions.
                    if isDescending { group.reverse() }
                    isUnknown = !sort(&group, &compiled, limits)
                }
                for row in group {
                    if wanted.contains(position) { rows.append(row) }
                    position += 1
                }
            } else {
                position += group.count
            }
            group.removeAll(keepingCapacity: true)
            isFull = position >= wanted.upperBound
        }
        func visit(_ entry: Entry) -> Bool {
            guard rest > 0 else { return false }
            rest -= 1
            if entry.key != groupKey {
                close()
                groupKey = entry.key
            }
            guard !isFull, !isUnknown else { return false }
            if isAccepted(entry.row) { group.append(entry.row) }
            isUnknown = group.count > Self.greatestGroup
            return !isUnknown
        }
        let set = collection.sets[part.set]
        if isDescending {
            set.forEachReversed(below: part.places.upperBound - first, visit)
        } else {
            set.forEach(from: part.places.lowerBound + first, visit)
        }
        if !isFull, !isUnknown { close() }
        place = position
        return !isUnknown
    }

    /// Sorts rows with the same key: their numbers may still differ, and equal resources are sorted by their id.
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - compiled: The compiled query, once it has been needed.
    ///   - limits: The limits for sorting rows.
    /// - Returns: Whether sorting stayed within the limits.
    private func sort(
        _ rows: inout [UInt32], _ compiled: inout CompiledQuery?, _ limits: QueryLimits
    ) -> Bool {
        let query = compiled ?? CompiledQuery(ResourceQuery(sort: query.sort), limits: limits)
        compiled = query
        let documents = rows.map { collection.rows.document($0) }
        guard let order = try? query.positions(in: documents), order.exceeding.isEmpty else { return false }
        rows = order.page.map { rows[$0] }
        return true
    }
}
