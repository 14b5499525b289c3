public import TMFJSON
public import TMFModels
public import TMFQuery

/// The rules of a type of resource beyond those that its attributes declare.
public struct ResourceRules: Sendable {
    /// The members that a new resource gets where its creator gives none, or `null`.
    public var defaults: @Sendable (_ now: Timestamp) -> JSONObject
    /// The attribute that tells where a resource stands in its life, or `nil` if none does.
    public var statusAttribute: String?
    /// The attribute that tells when the status changed last, or `nil` if none does.
    ///
    /// A change of the status sets it, unless the client sets it itself.
    public var statusDateAttribute: String?
    /// The statuses that may follow each other, or `nil` if any may follow any.
    public var transitions: StatusTransitions?
    /// The attributes that refer to other resources, which a ``ReferencePolicy`` looks after.
    public var references: [FieldPath]
    /// Returns what is wrong with a resource by further rules; `nil` if there are none.
    ///
    /// On create it is asked about the body of the request, on PATCH about the resource that would come of it. It may be
    /// asked about what is wrong already by other rules.
    public var check: (@Sendable (_ resource: JSONElement, _ operation: ValidationContext.Operation) -> [Finding])?

    /// Creates rules.
    ///
    /// - Parameters:
    ///   - defaults: The members that a new resource gets where its creator gives none.
    ///   - statusAttribute: The attribute that tells where a resource stands in its life.
    ///   - statusDateAttribute: The attribute that tells when the status changed last.
    ///   - transitions: The statuses that may follow each other.
    ///   - references: The attributes that refer to other resources.
    ///   - check: Returns what is wrong with a resource by further rules.
    public init(
        defaults: @escaping @Sendable (_ now: Timestamp) -> JSONObject = { _ in [:] },
        statusAttribute: String? = "status",
        statusDateAttribute: String? = nil,
        transitions: StatusTransitions? = nil,
        references: [FieldPath] = [],
        check: (@Sendable (_ resource: JSONElement, _ operation: ValidationContext.Operation) -> [Finding])? = nil
    ) {
        self.defaults = defaults
        self.statusAttribute = statusAttribute
        self.statusDateAttribute = statusDateAttribute
        self.transitions = transitions
        self.references = references
        self.check = check
    }
}
