import TMFJSON
import TMFModels
import TMFQuery

/// Takes the page of a sorted query from the index of its only sort key, without looking at what is not on the page.
struct OrderWalk {
    /// The order of the index.
    let order: IndexOrder

    private let collection: InMemoryCollection
    private let query: ResourceQuery
    private var isDescending: Bool { order.isDescending }

    /// The greatest number of resources with one key that are put in order here.
    private static let greatestGroup = 4_096

    /// Creates a walk; `nil` if no index has the order of the query.
    init?(_ query: ResourceQuery, _ collection: InMemoryCollection) {
        guard let order = collection.planner.order(by: query.sort),
            order.unorderedSets.allSatisfy({ collection.sets[$0].count == 0 })
        else { return nil }
        (self.order, self.collection, self.query) = (order, collection, query)
    }

    /// A part of a set, by the places of its entries.
    private struct Part {
        var set: Int
        var places: Range<Int>
    }

    /// All entries in the order of the query.
    private var wholeOrder: [Part] { order.sets.map { Part(set: $0, places: 0..<collection.sets[$0].count) } }

    private var entryCount: Int { order.sets.reduce(0) { $0 + collection.sets[$1].count } }

    /// Whether it takes less to walk along the index until a page is full than to compare some matches.
    func isBetter(for matches: Int) -> Bool {
        guard matches > 0, let limit = query.page.limit else { return matches * 4 > entryCount }
        let (wanted, isTooMuch) = (query.page.offset + limit).multipliedReportingOverflow(by: entryCount)
        return isTooMuch ? matches * 4 > entryCount : wanted / matches < matches * 16
    }

    /// The answer where all resources match.
    func answer(limits: QueryLimits) -> InMemoryCollection.Answer? {
        page(of: wholeOrder, total: collection.count, limits)
    }

    /// The answer where the matches are a range of the index itself.
    func answer(within access: InMemoryCollection.Access, limits: QueryLimits) -> InMemoryCollection.Answer? {
        guard case .lookup(let lookup) = access, lookup.isExact, order.sets.contains(lookup.set),
            let places = collection.places(of: lookup)
        else { return nil }
        return page(of: [Part(set: lookup.set, places: places)], total: places.count, limits)
    }

    /// The answer where the matches are known.
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

    /// Returns the rows at some places of the order; `nil` if the entries do not reach so far, or too many have one key.
    ///
    /// - Parameters:
    ///   - parts: The entries.
    ///   - start: The number of entries, all of them accepted, that may be passed over unseen.
    ///   - wanted: The places among the accepted rows.
    ///   - limits: The most that putting rows in order may ask for.
    ///   - isAccepted: Whether a row counts.
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

    /// The number of entries before the first that shares its key with the one after `count` entries.
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

    /// Appends the wanted rows of a part; returns `false` if too many have one key, or their order is beyond the limits.
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
                    // Resources without an id of their own follow the order of the collection, in both directions.
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

    /// Puts rows with one key in order: numbers may still differ, and resources that are alike follow their id.
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - compiled: The query, once it was needed.
    ///   - limits: The most that putting rows in order may ask for.
    /// - Returns: Whether their order is within the limits.
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
