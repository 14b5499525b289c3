import TMFJSON
import TMFModels
import TMFQuery

/// The indexes of a collection made ready: which sets of terms there are, what of a document goes into which, and which of
/// them tell about a query.
///
/// An index for equality is two sets, for texts and for numbers, those that are held as texts included. An index for order is
/// five: for the resources with one Boolean, with one number, with one instant, with one other text, and for all others that have
/// a value, which are looked at one by one.
///
/// It knows nothing of what the sets hold, and never changes, so collections share it.
final class IndexPlanner<Keys: IndexKeys>: Sendable {
    typealias Term = IndexTerm<Keys.Key>
    typealias Access = IndexAccess<Keys.Key>

    let equalitySets: [FieldPath: EqualitySets]
    let orderSets: [FieldPath: OrderSets]
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
                count += EqualitySets.count
            case .order where orderSets[index.path] == nil:
                orderSets[index.path] = OrderSets(booleans: count)
                count += OrderSets.count
            case .equality, .order: break
            }
        }
        (self.equalitySets, self.orderSets, setCount) = (equalitySets, orderSets, count)
        values = PathValues(paths)
        places = paths.map { (equalitySets[$0], orderSets[$0]) }
        orders = places.compactMap(\.order)
    }

    /// The path of the index that a set belongs to.
    func path(ofSet set: Int) -> FieldPath {
        equalitySets.first { $0.value.all ~= set }?.key ?? orderSets.first { $0.value.all ~= set }?.key ?? []
    }

    /// The terms that have the order of a query; `nil` if no index has it.
    func order(by keys: [SortKey]) -> IndexOrder? {
        guard keys.count == 1, let key = keys.first, let names = key.path.query.names else { return nil }
        let path = FieldPath(names)
        return orderSets[path].map {
            IndexOrder(path, $0, isDescending: key.isDescending, isNumeric: key.isNumeric)
        }
    }

    // MARK: - Terms

    /// The terms of a document, in order.
    func terms(of document: borrowing JSONDocument) -> [Term] {
        var terms: [Term] = []
        values.forEachValue(in: document) { path, token, text in
            if token.isKind(JSONToken.Code.string), token.flag {
                let bytes = Array(JSONText.string(token, in: text).utf8)
                append(token, bytes.span, from: 0, to: bytes.count, at: path, to: &terms)
            } else {
                append(token, text, from: token.offset, to: token.offset + token.length, at: path, to: &terms)
            }
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

    /// Appends the terms of a value, which is the text between two offsets.
    @inline(__always)
    private func append(
        _ token: JSONToken, _ text: Span<UInt8>, from start: Int, to end: Int, at path: Int, to terms: inout [Term]
    ) {
        if let sets = places[path].equality { terms.append(Self.term(text, from: start, to: end, sets)) }
        if let sets = places[path].order { terms.append(Self.term(token, text, from: start, to: end, sets)) }
    }

    private static func term(_ text: Span<UInt8>, from start: Int, to end: Int, _ sets: EqualitySets) -> Term {
        // A Boolean is compared as the text it is written with.
        let isNumber = JSONNumber.isNumber(text, from: start, to: end)
        let position =
            isNumber ? Keys.equal(number: text, from: start, to: end) : Keys.equal(text: text, from: start, to: end)
        return Term(set: isNumber ? sets.numbers : sets.texts, key: position.key ?? Keys.nothing)
    }

    private static func term(
        _ token: JSONToken, _ text: Span<UInt8>, from start: Int, to end: Int, _ sets: OrderSets
    ) -> Term {
        let (set, position): (Int, IndexPosition<Keys.Key>)
        if token.isKind(JSONToken.Code.bool) {
            (set, position) = (sets.booleans, Keys.position(of: token.flag))
        } else if token.isKind(JSONToken.Code.number) {
            (set, position) = (sets.numbers, Keys.position(of: JSONNumber(token, in: text)))
        } else if let instant = RFC3339.parse(text, from: start, to: end, assumesUTC: true) {
            (set, position) = (sets.instants, Keys.position(of: instant))
        } else {
            (set, position) = (sets.texts, Keys.position(of: text, from: start, to: end))
        }
        return position.key.map { Term(set: set, key: $0) } ?? Term(set: sets.others, key: Keys.nothing)
    }

    /// Leaves of several terms for one index for order the one that says that there are several.
    private static func collapse(_ terms: inout [Term], _ sets: OrderSets) {
        guard let first = terms.firstIndex(where: { $0.set >= sets.booleans }) else { return }
        let end = terms[first...].firstIndex { $0.set > sets.others } ?? terms.count
        guard end - first > 1 else { return }
        terms.replaceSubrange(first..<end, with: [Term(set: sets.others, key: Keys.nothing)])
    }
}
