/// The address of a host on the internet, IPv4 or IPv6.
///
/// An IPv4-mapped IPv6 address, such as `::ffff:192.0.2.1`, differs from the IPv4 address in it, but leads to the same
/// host. ``isPublic`` and ``IPNetwork/contains(_:)`` therefore judge it as the IPv4 address.
public struct IPAddress: Sendable, Hashable {
    enum Version: Sendable, Hashable {
        case v4
        case v6

        /// The number of bits of an address.
        var width: Int { self == .v4 ? 32 : 128 }
    }

    let version: Version
    /// The address as a number.
    let bits: UInt128

    init(_ version: Version, _ bits: UInt128) { (self.version, self.bits) = (version, bits) }

    /// Creates an address from its bytes, or returns `nil` if there are neither 4 nor 16.
    ///
    /// - Parameter bytes: The bytes in network order, 4 of an IPv4 address or 16 of an IPv6 address.
    public init?(bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4: version = .v4
        case 16: version = .v6
        default: return nil
        }
        bits = bytes.reduce(0) { $0 << 8 | UInt128($1) }
    }

    /// The bytes of the address in network order, 4 of an IPv4 address or 16 of an IPv6 address.
    public var bytes: [UInt8] {
        stride(from: version.width - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> $0) }
    }

    /// The IPv4 address in an IPv4-mapped IPv6 address; any other address unchanged.
    var unmapped: IPAddress {
        version == .v6 && bits >> 32 == 0xFFFF ? IPAddress(.v4, bits & 0xFFFF_FFFF) : self
    }
}
