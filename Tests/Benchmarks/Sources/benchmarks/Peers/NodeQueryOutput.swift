/// What ``NodeQueryScript`` prints.
struct NodeQueryOutput: Decodable {
    /// One query.
    struct Answer: Decodable {
        /// The time of a pass.
        let seconds: Double
        /// The identifiers of the documents that were found.
        let ids: [String]
    }

    /// Two attributes.
    let equalities: Answer
    /// A week.
    let range: Answer
    /// The first of many.
    let top: Answer
    /// One element.
    let element: Answer
}
