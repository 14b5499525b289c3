extension IPAddress {
    /// A Boolean value that indicates whether the address can belong to a host on the public internet.
    ///
    /// It is `false` for every address with a special purpose (RFC 6890): loopback, private, shared and link-local
    /// addresses, multicast, documentation, and IPv6 addresses that contain an IPv4 address. It is also `false` for
    /// 168.63.129.16, by which virtual machines in Azure reach their host.
    public var isPublic: Bool {
        let address = unmapped
        switch address.version {
        case .v4: return !Self.special4.contains { $0.contains(address) }
        case .v6: return Self.unicast6.contains(address) && !Self.special6.contains { $0.contains(address) }
        }
    }

    private static let special4: [IPNetwork] = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    ]

    /// The only IPv6 addresses that are assigned to hosts on the public internet.
    private static let unicast6: IPNetwork = "2000::/3"

    private static let special6: [IPNetwork] = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]
}
