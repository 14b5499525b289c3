public import TMFModels

extension ResourceStore {
    /// Returns the resources of a type as values of their model.
    ///
    /// ```swift
    /// let interactions = store.collection(of: PartyInteraction.self)
    /// let created = try await interactions.create(PartyInteraction(direction: .inbound, reason: "billing"))
    /// ```
    ///
    /// - Parameters:
    ///   - type: The model.
    ///   - description: The description that names the collection. It may have another model: a model with a few
    ///     attributes can read and change resources that a service serves with all of their attributes.
    ///   - makeIdentifier: Returns an identifier for a new resource that has none; by default, a random UUID.
    /// - Returns: The collection.
    public func collection<Resource: ResourceModel>(
        of type: Resource.Type,
        describedBy description: ResourceDescription = Resource.resourceDescription,
        makeIdentifier: (@Sendable () -> String)? = nil
    ) -> ResourceCollection<Resource> {
        ResourceCollection(
            store: self, name: CollectionName(rawValue: description.collection),
            makeIdentifier: makeIdentifier ?? UniqueIdentifier.random)
    }
}
