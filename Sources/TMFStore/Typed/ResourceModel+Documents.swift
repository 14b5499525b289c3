import TMFJSON
import TMFModels

extension ResourceModel {
    /// Creates the model of the document that is stored under a key.
    init(_ document: JSONDocument, of key: ResourceKey) throws(StoreError) {
        do throws(ModelMismatch) {
            self = try Self(document.root)
        } catch {
            throw StoreError(.notAnObject, key: key, underlyingError: error)
        }
    }

    /// Returns the document of the resource.
    func document() throws(JSONParsingError) -> JSONDocument {
        try JSONDocument(parsing: serialized(), limits: .highest)
    }

    /// Returns the change that creates the resource in the collection of its description, with a new identifier if it
    /// has none.
    func creation() throws(JSONParsingError) -> StoreChange {
        var resource = self
        let id = id ?? UniqueIdentifier.random()
        resource.id = id
        let collection = CollectionName(rawValue: Self.resourceDescription.collection)
        return .create(ResourceKey(collection, id), try resource.document())
    }
}
