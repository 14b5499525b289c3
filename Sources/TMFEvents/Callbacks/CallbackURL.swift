/// The URL of a listener, to which events are sent.
///
/// It has the strict form in which all URL parsers agree on the host: an absolute URI (RFC 3986) of the scheme `https`
/// or `http`, of at most 2,048 bytes, without user information and without a fragment. The host is a name or an address
/// in its usual form, so neither `127.1` nor `0x7f000001` nor `127%2e0%2e0%2e1` is one.
///
/// ```swift
/// let url = try CallbackURL("HTTPS://CRM.example.com:443/listener?tenant=7")
/// print(url)         // https://crm.example.com/listener?tenant=7
/// print(url.target)  // /listener?tenant=7
/// ```
///
/// Whether events may be sent to it is for ``CallbackPolicy`` to decide.
public struct CallbackURL: Sendable, Hashable {
    /// The scheme of a URL.
    public enum Scheme: String, Sendable, Hashable {
        /// HTTP in the clear.
        case http
        /// HTTP over TLS.
        case https

        /// The port of URLs that name none.
        var port: Int { self == .https ? 443 : 80 }
    }

    /// The host of a URL.
    public enum Host: Sendable, Hashable, CustomStringConvertible {
        /// A name, in lowercase and without a dot at its end.
        case name(String)
        /// An address.
        case address(IPAddress)

        /// The host as in a URL, an IPv6 address in brackets.
        public var description: String {
            switch self {
            case .name(let name): name
            case .address(let address): address.version == .v4 ? "\(address)" : "[\(address)]"
            }
        }
    }

    /// The scheme.
    public let scheme: Scheme
    /// The host to connect to, and to name in the TLS handshake if it is a name.
    public let host: Host
    /// The port to connect to, from 1 to 65,535.
    public let port: Int
    /// The path and the query as they were given, such as `/listener?tenant=7`; `/` if there are none.
    public let target: String

    init(scheme: Scheme, host: Host, port: Int, target: String) {
        (self.scheme, self.host, self.port, self.target) = (scheme, host, port, target)
    }

    /// The host and, unless it is that of the scheme, the port: the value of the `Host` field, such as
    /// `crm.example.com:8443`.
    public var authority: String { port == scheme.port ? "\(host)" : "\(host):\(port)" }
}

extension CallbackURL: CustomStringConvertible {
    /// The URL in normal form; URLs are equal if their normal forms are.
    public var description: String { "\(scheme.rawValue)://\(authority)\(target)" }
}
