public import TMFJSON
public import TMFModels
public import TMFQuery

/// The rules by which events are made from the commits of a store.
public struct EventRules: Sendable {
    /// The types of resources whose changes are events; those without names of events have none.
    public var resources: [ResourceDescription]
    /// Returns members for an event in addition to those of the library, such as `domain` or `priority`, or in place of
    /// them, such as `timeOcurred`; `nil` for none.
    ///
    /// It must return the same members whenever it is called for the same event, because an event is made again for
    /// every reader and every attempt to deliver it.
    public var additionalMembers: (@Sendable (PublishedEvent) -> JSONObject)?
    /// The limits of conditions and masks.
    public var limits: QueryLimits

    /// Creates rules.
    ///
    /// - Parameters:
    ///   - resources: The types of resources whose changes are events; by default, those of both APIs.
    ///   - additionalMembers: Returns additional members for an event.
    ///   - limits: The limits of conditions and masks.
    public init(
        resources: [ResourceDescription] = .standard,
        additionalMembers: (@Sendable (PublishedEvent) -> JSONObject)? = nil,
        limits: QueryLimits = .default
    ) {
        self.resources = resources
        self.additionalMembers = additionalMembers
        self.limits = limits
    }
}
