import TMFJSON
import TMFModels
import TMFQuery

/// The indexes of a collection made ready: which sets of rows there are, and what of a document goes into which.
///
/// An index for equality is two sets, for texts and for numbers, those that are held as texts included. An index for order is
/// four: for the rows with one instant, for those with one number, for those with one other text, and for all others that have a
/// value, which are looked at one by one.
///
/// It never changes, so collections share it.
final class IndexLayout: Sendable {
    /// That the row of a document belongs to a set under a key.
    struct Term: Sendable, Hashable, Comparable {
        /// The number of the set.
        var set: Int
        var key: UInt64

        static func < (first: Term, second: Term) -> Bool {
            (first.set, first.key) < (second.set, second.key)
        }
    }

    /// The sets of an index for order.
    struct OrderSets: Sendable, Hashable {
        /// The rows with one value, which is an instant.
        var instants: Int
        /// The rows with one value, which is a number.
        var numbers: Int { instants + 1 }
        /// The rows with one value, which is another text, by its first bytes.
        var texts: Int { instants + 2 }
        /// The rows with several values or with one of another kind, all under the key 0.
        var others: Int { instants + 3 }
    }

    /// The sets of an index for equality.
    struct EqualitySets: Sendable, Hashable {
        /// The rows by their texts and Booleans.
        var texts: Int
        /// The rows by their numbers, and by their texts that are numbers.
        var numbers: Int { texts + 1 }
    }

    /// The sets of an index for equality.
    private let equalitySets: [FieldPath: EqualitySets]
    /// The sets of an index for order.
    private let orderSets: [FieldPath: OrderSets]
    let setCount: Int

    private let values: PathValues
    /// For every path of ``values``, the sets that its values belong to.
    private let places: [(equality: EqualitySets?, order: OrderSets?)]
    private let orders: [OrderSets]

    init(_ indexes: [StoreIndex]) {
        var (equalitySets, orderSets): ([FieldPath: EqualitySets], [FieldPath: OrderSets]) = ([:], [:])
        var paths: [FieldPath] = []
        var count = 0
        for index in indexes where !index.path.names.isEmpty {
            if equalitySets[index.path] == nil, orderSets[index.path] == nil { paths.append(index.path) }
            switch index.kind {
            case .equality where equalitySets[index.path] == nil:
                equalitySets[index.path] = EqualitySets(texts: count)
                count += 2
            case .order where orderSets[index.path] == nil:
                orderSets[index.path] = OrderSets(instants: count)
                count += 4
            case .equality, .order: break
            }
        }
        (self.equalitySets, self.orderSets, setCount) = (equalitySets, orderSets, count)
        values = PathValues(paths)
        places = paths.map { (equalitySets[$0], orderSets[$0]) }
        orders = places.compactMap(\.order)
    }

    func equalitySets(of path: FieldPath) -> EqualitySets? { equalitySets[path] }

    func orderSets(of path: FieldPath) -> OrderSets? { orderSets[path] }

    /// The path of the index that a set belongs to.
    func path(ofSet set: Int) -> FieldPath {
        equalitySets.first { $0.value.texts == set || $0.value.numbers == set }?.key
            ?? orderSets.first { $0.value.instants...$0.value.others ~= set }?.key ?? []
    }

    /// The sets that a document's row belongs to, in order.
    func terms(of document: borrowing JSONDocument) -> [Term] {
        var terms: [Term] = []
        values.forEachValue(in: document) { path, token, text in
            if let sets = places[path].equality { terms.append(Self.equalityTerm(token, text, sets)) }
            if let sets = places[path].order { terms.append(Self.orderTerm(token, text, sets)) }
        }
        terms.sort()
        var last: Term?
        terms.removeAll { term in
            defer { last = term }
            return term == last
        }
        for sets in orders { Self.collapse(&terms, sets) }
        return terms
    }

    private static func equalityTerm(_ token: JSONToken, _ text: Span<UInt8>, _ sets: EqualitySets) -> Term {
        if token.isKind(JSONToken.Code.string), token.flag {
            let bytes = Array(JSONText.string(token, in: text).utf8)
            return equalityTerm(bytes.span, from: 0, to: bytes.count, sets)
        }
        // A Boolean is compared as the text it is written with.
        return equalityTerm(text, from: token.offset, to: token.offset + token.length, sets)
    }

    private static func equalityTerm(
        _ text: Span<UInt8>, from start: Int, to end: Int, _ sets: EqualitySets
    ) -> Term {
        JSONNumber.isNumber(text, from: start, to: end)
            ? Term(set: sets.numbers, key: IndexKey.number(text, from: start, to: end))
            : Term(set: sets.texts, key: IndexKey.text(text, from: start, to: end))
    }

    private static func orderTerm(_ token: JSONToken, _ text: Span<UInt8>, _ sets: OrderSets) -> Term {
        if token.isKind(JSONToken.Code.number) {
            return Term(set: sets.numbers, key: IndexKey.magnitude(JSONNumber(token, in: text)))
        }
        guard token.isKind(JSONToken.Code.string), !token.flag else { return Term(set: sets.others, key: 0) }
        let end = token.offset + token.length
        guard let instant = RFC3339.parse(text, from: token.offset, to: end, assumesUTC: true) else {
            return Term(set: sets.texts, key: IndexKey.prefix(text, from: token.offset, to: end))
        }
        return IndexKey.instant(instant).map { Term(set: sets.instants, key: $0) } ?? Term(set: sets.others, key: 0)
    }

    /// Leaves of several terms for one index for order the one that says that there are several.
    private static func collapse(_ terms: inout [Term], _ sets: OrderSets) {
        guard let first = terms.firstIndex(where: { $0.set >= sets.instants }) else { return }
        let end = terms[first...].firstIndex { $0.set > sets.others } ?? terms.count
        guard end - first > 1 else { return }
        terms.replaceSubrange(first..<end, with: [Term(set: sets.others, key: 0)])
    }
}
