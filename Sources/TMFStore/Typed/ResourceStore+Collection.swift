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
    ///   - description: The description that names the collection. Its model may be another one: a model of a few attributes
    ///     can read and change the resources that a service serves with all of theirs.
    ///   - makeIdentifier: Returns an identifier for a new resource that has none, random UUIDs unless another function is given.
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
