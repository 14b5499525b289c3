public import TMFModels

extension PublishedEvent {
    /// A kind of change that an event reports.
    @nonexhaustive
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// A resource was created, or became visible to the reader.
        case create
        /// The status of a resource changed.
        case statusChange
        /// Attributes other than the status changed.
        case attributeValueChange
        /// A resource was deleted, or ceased to be visible to the reader.
        case delete

        /// The letter that distinguishes the events of one change in their identifiers.
        var letter: Character {
            switch self {
            case .create: "c"
            case .statusChange: "s"
            case .attributeValueChange: "a"
            case .delete: "d"
            }
        }
    }
}

extension EventNames {
    /// Returns the name of the event for a kind of change.
    ///
    /// - Parameter kind: The kind of change.
    /// - Returns: The name, such as `CustomerCreateEvent`.
    public subscript(kind: PublishedEvent.Kind) -> String {
        switch kind {
        case .create: create
        case .statusChange: statusChange
        case .attributeValueChange: attributeValueChange
        case .delete: delete
        }
    }
}
