import TMFJSON
import TMFStore

/// The terms of some documents in one sorted list: the least that a driver can keep.
struct TermList {
    private let layout: IndexLayout
    private let terms: [(term: IndexLayout.Term, document: Int)]
    private let count: Int

    init(_ layout: IndexLayout, of documents: [JSONDocument]) {
        self.layout = layout
        count = documents.count
        terms = documents.enumerated().flatMap { number, document in
            layout.terms(of: document).map { (term: $0, document: number) }
        }
        .sorted { $0.term < $1.term }
    }

    func isEmpty(_ set: Int) -> Bool { !terms.contains { $0.term.set == set } }

    /// Whether the candidates of an access need not be looked at.
    func isProof(_ access: IndexLayout.Access) -> Bool { access.isExact && access.others.allSatisfy(isEmpty) }

    /// The documents that an access yields.
    func candidates(_ access: IndexLayout.Access?) -> Set<Int> {
        switch access {
        case .lookup(let lookup):
            let found = terms.filter { term, _ in
                lookup.others.contains(term.set)
                    || term.set == lookup.set && lookup.ranges.contains { $0.contains(term.key) }
            }
            return Set(found.map(\.document))
        case .all(let parts): return parts.map(candidates).reduce(candidates(nil)) { $0.intersection($1) }
        case .any(let parts): return parts.map(candidates).reduce([]) { $0.union($1) }
        case nil: return Set(0..<count)
        }
    }

    /// The keys of the documents in the order of an index, as far as they have one; `nil` if the order is not known.
    func keys(in order: IndexOrder) -> [IndexKey]? {
        guard order.unorderedSets.allSatisfy(isEmpty) else { return nil }
        return order.sets.flatMap { set in
            let keys = terms.filter { $0.term.set == set }.map(\.term.key)
            return order.isDescending ? keys.reversed() : keys
        }
    }
}
