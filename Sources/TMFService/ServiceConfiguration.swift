public import TMFJSON
public import TMFModels
public import TMFQuery

/// How a service behaves.
public struct ServiceConfiguration: Sendable, Hashable {
    /// The path of TMF683 Party Interaction Management up to the names of its resources.
    public var partyInteractionBasePath: String
    /// The path of TMF629 Customer Management up to the names of its resources.
    public var customerBasePath: String
    /// What `href` and `Location` begin with, such as `https://api.example.com`; empty for paths without a host.
    public var publicURL: String
    /// Whose word counts on what is mandatory.
    public var profile: ValidationProfile
    /// The most that a body may ask for; a longer one is answered with 413.
    public var bodyLimits: JSONLimits
    /// The most that a query may ask for.
    public var queryLimits: QueryLimits

    /// Creates a configuration.
    ///
    /// - Parameters:
    ///   - partyInteractionBasePath: The path of TMF683 up to the names of its resources.
    ///   - customerBasePath: The path of TMF629 up to the names of its resources.
    ///   - publicURL: What `href` and `Location` begin with; empty for paths without a host.
    ///   - profile: Whose word counts on what is mandatory.
    ///   - bodyLimits: The most that a body may ask for: 4 MiB and a depth of 128 where nothing else is given.
    ///   - queryLimits: The most that a query may ask for.
    public init(
        partyInteractionBasePath: String = "/tmf-api/partyInteraction/v4",
        customerBasePath: String = "/tmf-api/customerManagement/v4",
        publicURL: String = "",
        profile: ValidationProfile = .certification,
        bodyLimits: JSONLimits = JSONLimits(depth: 128, bytes: 4 << 20),
        queryLimits: QueryLimits = .default
    ) {
        self.partyInteractionBasePath = partyInteractionBasePath
        self.customerBasePath = customerBasePath
        self.publicURL = publicURL
        self.profile = profile
        self.bodyLimits = bodyLimits
        self.queryLimits = queryLimits
    }
}
