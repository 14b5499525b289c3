/// The rules that decide to which callbacks events may be sent.
///
/// A hub connects to whatever address a subscriber names, so a subscriber could reach hosts that only the hub can
/// reach, such as the metadata service of a cloud. The policy prevents this twice: ``findings(in:)`` judges a URL when
/// it is registered and before every attempt, and ``permits(_:for:)`` judges the addresses that its name has at the
/// moment of every connection.
///
/// ``publicHTTPS``, the default of a hub, permits URLs
/// - of the scheme `https`,
/// - with a name of the public domain name system, or a public address (``IPAddress/isPublic``),
/// - with the port 443 or a port from 1,024, and
/// - whose name has a public address.
///
/// ``internal(hosts:networks:ports:)`` adds hosts of your own.
public struct CallbackPolicy: Sendable, Hashable {
    /// The hosts that add to the public ones.
    let hosts: Set<HostPattern>
    /// The addresses at which these hosts may be reached.
    let networks: Set<IPNetwork>
    /// The ports of these hosts, in addition to those of all hosts.
    let ports: Set<Int>
    let permitsAll: Bool

    /// The hosts that are refused by every policy: those of the API itself, to which events must not come back.
    ///
    /// Add the addresses of the API as well, because a name that it does not know can lead to them.
    public var ownHosts: Set<HostPattern> = []

    /// Permits only callbacks on the public internet, by `https`.
    public static let publicHTTPS = Self(hosts: [], networks: [], ports: [], permitsAll: false)

    /// Permits every callback that is a URL, for tests.
    public static let any = Self(hosts: [], networks: [], ports: [], permitsAll: true)

    /// Returns a policy that permits listed hosts in listed networks, in addition to what ``publicHTTPS`` permits.
    ///
    /// A callback to an address that is not public needs both: its host must be listed as it is written in the URL, and
    /// the address must be in a listed network. So a listed name cannot be turned to another network, and an unlisted
    /// name never leads into a listed network. In a Kubernetes cluster, list the namespaces of the listeners and the
    /// range of the services:
    ///
    /// ```swift
    /// let policy = CallbackPolicy.internal(hosts: ["*.crm.svc.cluster.local"], networks: ["10.96.0.0/12"])
    /// ```
    ///
    /// A listed host in a listed network may have a local name, such as `crm` or `crm.local`, may use `http`, and may
    /// have one of the given ports. At other addresses it has to meet the rules of ``publicHTTPS``.
    ///
    /// - Parameters:
    ///   - hosts: The hosts, as they are written in callbacks; `*` for all hosts that have an address in the networks.
    ///   - networks: The networks in which these hosts are.
    ///   - ports: Ports below 1,024 of these hosts, in addition to 443, and 80 for `http`.
    /// - Returns: The policy.
    public static func `internal`(
        hosts: Set<HostPattern>, networks: Set<IPNetwork>, ports: Set<Int> = []
    ) -> CallbackPolicy {
        Self(hosts: hosts, networks: networks, ports: ports, permitsAll: false)
    }

    private init(hosts: Set<HostPattern>, networks: Set<IPNetwork>, ports: Set<Int>, permitsAll: Bool) {
        (self.hosts, self.networks, self.ports, self.permitsAll) = (hosts, networks, ports, permitsAll)
    }
}
