public import TMFModels

extension ResourceQuery {
    /// Returns the attributes that the query names and a model does not have.
    ///
    /// They may be extensions that some resources have. Where none has, a condition on such an attribute finds nothing, an order
    /// by it says nothing, and a selection of it returns nothing.
    ///
    /// - Parameter model: The model.
    /// - Returns: The names, with dots between them, in the order in which the query names them first.
    public func unknownAttributes<Resource: Model>(of model: Resource.Type) -> [String] {
        let vocabulary = AttributeVocabulary(model, isStrict: false)
        let paths = sort.map(\.path) + (fields?.paths ?? [])
        return (vocabulary.unknown(in: filter) + paths.flatMap(vocabulary.unknown)).map(\.description).unique
    }
}
