public import TMFModels

/// A description of how a store finds the resources of a query, for the analysis of its performance.
public struct QueryPlan: Sendable, Hashable {
    /// The way in which the store finds the resources that may match.
    @nonexhaustive
    public enum Access: Sendable, Hashable {
        /// The store examines all resources of the collection, or none because all match.
        case scan
        /// The indexes of some attributes determine the candidates.
        case indexes([FieldPath])
    }

    /// The way in which the store sorts the matches.
    @nonexhaustive
    public enum Order: Sendable, Hashable {
        /// The query asks for the order of the collection, so the matches are not sorted.
        case collection
        /// The store follows the index of an attribute.
        case index(FieldPath)
        /// The store compares the sort keys of all matches.
        case comparison
    }

    /// The way in which the store finds the resources that may match.
    public var access: Access
    /// The way in which the store sorts the matches.
    public var order: Order
    /// The number of resources that may match according to the indexes, which may count a resource more than once.
    public var candidates: Int
    /// A Boolean value that indicates whether the store reads the documents of the candidates, because the indexes do
    /// not decide.
    public var readsDocuments: Bool
}

extension QueryPlan: CustomStringConvertible {
    /// The plan in one line of text.
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
