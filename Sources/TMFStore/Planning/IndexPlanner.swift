import TMFJSON
import TMFModels
import TMFQuery

/// A planner for the indexes of a collection, which determines the sets of terms, the terms of each document, and the
/// sets that support a query.
///
/// An index for equality has two sets: texts, and numbers, which include numbers in texts. An index for order has five:
/// resources with one Boolean, with one number, with one instant, with one other text, and all others with a value,
/// which are examined one by one.
///
/// A planner does not depend on the contents of the sets and never changes, so collections share it.
final class IndexPlanner<Keys: IndexKeys>: Sendable {
    typealias Term = IndexTerm<Keys.Key>
    typealias Access = IndexAccess<Keys.Key>

    let equalitySets: [FieldPath: EqualitySets]
    let orderSets: [FieldPath: OrderSets]
    let setCount: Int

    private let values: PathValues
    /// The sets that the values of every path of ``values`` belong to.
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

    /// Returns the path of the index that a set belongs to.
    func path(ofSet set: Int) -> FieldPath {
        equalitySets.first { $0.value.all ~= set }?.key ?? orderSets.first { $0.value.all ~= set }?.key ?? []
    }

    /// Returns the terms with the order of a query, or `nil` if no index has that order.
    func order(by keys: [SortKey]) -> IndexOrder? {
        guard keys.count == 1, let key = keys.first, let names = key.path.query.names else { return nil }
        let path = FieldPath(names)
        return orderSets[path].map {
            IndexOrder(path, $0, isDescending: key.isDescending, isNumeric: key.isNumeric)
        }
    }

    // MARK: - Terms

    /// Returns the terms of a document, in order.
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
        // A Boolean is compared as its text.
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

    /// Replaces several terms for an index for order by the one that marks a resource with several values.
    private static func collapse(_ terms: inout [Term], _ sets: OrderSets) {
        guard let first = terms.firstIndex(where: { $0.set >= sets.booleans }) else { return }
        let end = terms[first...].firstIndex { $0.set > sets.others } ?? terms.count
        guard end - first > 1 else { return }
        terms.replaceSubrange(first..<end, with: [Term(set: sets.others, key: Keys.nothing)])
    }
}
