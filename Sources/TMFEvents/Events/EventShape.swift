public import TMFQuery

/// The form in which a reader receives events.
public struct EventShape: Sendable, Hashable {
    /// The part of the resource that an event contains.
    @nonexhaustive
    public enum Payload: String, Sendable, Hashable, CaseIterable {
        /// The complete resource after the change, or its last state if it was deleted.
        case full
        /// The `id`, `href` and `@type` of the resource and the attributes that changed, with `null` for those that
        /// were removed; the complete resource if it was created, and a reference if it was deleted.
        case delta
        /// The `id`, `href` and `@type` of the resource.
        case reference
    }

    /// The format of an event.
    @nonexhaustive
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// The events of the APIs.
        case tmf
        /// CloudEvents 1.0 in its structured JSON format.
        case cloudEvents = "cloudevents"
    }

    /// The part of the resource that an event contains.
    public var payload: Payload
    /// A Boolean value that indicates whether an event about changed attributes contains their previous values, in the
    /// member `previous`, with `null` for attributes that were absent.
    public var includesPreviousValues: Bool
    /// The format of an event.
    public var format: Format
    /// The parts of the event that the reader selects, or `nil` for all.
    public var fields: FieldSelection?
    /// The start of the `source` of a CloudEvent, such as `https://api.example.com`.
    public var publicURL: String
    /// The maximum number of bytes of an event; a larger one has a reference in place of the resource and a member
    /// `truncated` that is `true`.
    public var size: Int

    /// Creates a form.
    ///
    /// - Parameters:
    ///   - payload: The part of the resource that an event contains.
    ///   - includesPreviousValues: Whether an event contains previous values.
    ///   - format: The format of an event.
    ///   - fields: The parts of the event that the reader selects.
    ///   - publicURL: The start of the `source` of a CloudEvent.
    ///   - size: The maximum number of bytes of an event; by default, 1 MiB.
    public init(
        payload: Payload = .full, includesPreviousValues: Bool = false, format: Format = .tmf,
        fields: FieldSelection? = nil, publicURL: String = "", size: Int = 1 << 20
    ) {
        self.payload = payload
        self.includesPreviousValues = includesPreviousValues
        self.format = format
        self.fields = fields
        self.publicURL = publicURL
        self.size = size
    }
}
