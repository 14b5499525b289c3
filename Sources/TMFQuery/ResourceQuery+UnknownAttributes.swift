public import TMFModels

extension ResourceQuery {
    /// Returns the attributes that the query names but a model does not define.
    ///
    /// They may be extensions that some resources have. If no resource has them, a condition on such an attribute
    /// matches nothing, and sorting by it or selecting it has no effect.
    ///
    /// - Parameter model: The model.
    /// - Returns: The dot-separated names, in the order of their first appearance in the query.
    public func unknownAttributes<Resource: Model>(of model: Resource.Type) -> [String] {
        let vocabulary = AttributeVocabulary(model, isStrict: false)
        let paths = sort.map(\.path) + (fields?.paths ?? [])
        return (vocabulary.unknown(in: filter) + paths.flatMap(vocabulary.unknown)).map(\.description).unique
    }
}
