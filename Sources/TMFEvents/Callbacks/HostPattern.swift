/// A host, or all hosts of a domain, in a setting.
///
/// A pattern is one of these texts:
///
/// - a name, such as `crm.example.com` or `crm`,
/// - `*.` and a name, such as `*.example.com`, for every host of the domain, but not for `example.com`,
/// - an address, such as `10.1.2.3` or `fd00::1`,
/// - `*` for every host.
///
/// Names are compared without regard to case, and without a dot at their end.
public struct HostPattern: Sendable, Hashable {
    private enum Form: Sendable, Hashable {
        case all
        case domain(String)
        case host(CallbackURL.Host)
    }

    private let form: Form

    /// Creates a pattern from its text, or returns `nil` if the text is not a pattern.
    ///
    /// - Parameter text: The text, without a scheme and without a port.
    public init?(_ text: some StringProtocol) {
        if text == "*" {
            form = .all
        } else if text.hasPrefix("*.") {
            guard let name = HostName.canonical(text.dropFirst(2)) else { return nil }
            form = .domain(name)
        } else if let address = IPAddress(text) {
            form = .host(.address(address.unmapped))
        } else {
            guard let name = HostName.canonical(text) else { return nil }
            form = .host(.name(name))
        }
    }

    /// Returns whether a host is one of the hosts that the pattern stands for.
    ///
    /// - Parameter host: The host; an IPv4-mapped address is judged as the IPv4 address in it.
    /// - Returns: `true` if the pattern stands for the host.
    public func matches(_ host: CallbackURL.Host) -> Bool {
        switch (form, host) {
        case (.all, _): true
        case (.domain(let domain), .name(let name)): name.hasSuffix("." + domain)
        case (.domain, .address): false
        case (.host(let own), .address(let address)): own == .address(address.unmapped)
        case (.host(let own), .name): own == host
        }
    }
}

extension HostPattern: ExpressibleByStringLiteral {
    /// Creates a pattern from a literal in source code, which must be a pattern.
    ///
    /// Use ``init(_:)`` for texts that are not literals, such as settings.
    ///
    /// - Parameter literal: The literal.
    public init(stringLiteral literal: StaticString) {
        guard let pattern = Self(literal.description) else {
            preconditionFailure("'\(literal)' is not a pattern of hosts")
        }
        self = pattern
    }
}

extension HostPattern: CustomStringConvertible {
    /// The text of the pattern, in canonical form.
    public var description: String {
        switch form {
        case .all: "*"
        case .domain(let domain): "*.\(domain)"
        case .host(.name(let name)): name
        case .host(.address(let address)): "\(address)"
        }
    }
}
