public import TMFModels

/// How a store finds the resources of a query, for people who want to know why it takes its time.
public struct QueryPlan: Sendable, Hashable {
    /// How the resources that may match are found.
    @nonexhaustive
    public enum Access: Sendable, Hashable {
        /// All resources of the collection are looked at, or none has to be as all match.
        case scan
        /// The indexes of some attributes tell which may match.
        case indexes([FieldPath])
    }

    /// How the matches are put in order.
    @nonexhaustive
    public enum Order: Sendable, Hashable {
        /// They are in the order of the collection, which the query asks for.
        case collection
        /// The index of an attribute is followed.
        case index(FieldPath)
        /// The keys of all matches are compared.
        case comparison
    }

    /// How the resources that may match are found.
    public var access: Access
    /// How the matches are put in order.
    public var order: Order
    /// The number of resources that may match, as the indexes say; they may count some twice.
    public var candidates: Int
    /// Whether the documents of the candidates are looked at, as the indexes do not tell all.
    public var readsDocuments: Bool
}

extension QueryPlan: CustomStringConvertible {
    /// The plan in one line.
    public var description: String {
        let source =
            switch access {
            case .scan: "scan"
            case .indexes(let paths): "index \(paths.map(\.description).joined(separator: ", "))"
            }
        let reading = readsDocuments ? ", reading the documents" : ""
        let sorting =
            switch order {
            case .collection: "order of the collection"
            case .index(let path): "order of index \(path)"
            case .comparison: "sorted"
            }
        return "\(source): \(candidates) candidates\(reading); \(sorting)"
    }
}
