/// A range of addresses that share their first bits, such as `10.0.0.0/8` or `fd00::/8`.
public struct IPNetwork: Sendable, Hashable {
    private let first: IPAddress
    private let length: Int

    /// Creates a range from its text, or returns `nil` if the text is not a range.
    ///
    /// The number of shared bits is always given, `/32` or `/128` for a single address. All bits after these must be
    /// zero, so `10.1.2.3/8` is not a range: it leaves open whether `10.0.0.0/8` or `10.1.2.3/32` is meant. A range of
    /// IPv4-mapped addresses is written as a range of IPv4 addresses.
    ///
    /// - Parameter text: The first address, a slash, and the number of shared bits.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = IPAddress(parts[0]), let length = Int(canonical: parts[1]),
            length <= first.version.width, first.bits << (128 - first.version.width + length) == 0,
            first.unmapped == first || length < 96
        else { return nil }
        (self.first, self.length) = (first, length)
    }

    /// Returns whether an address is in the range.
    ///
    /// - Parameter address: The address; an IPv4-mapped address is judged as the IPv4 address in it.
    /// - Returns: `true` if the address has the first bits of the range.
    public func contains(_ address: IPAddress) -> Bool {
        let address = address.unmapped
        return address.version == first.version
            && (address.bits ^ first.bits) >> (first.version.width - length) == 0
    }
}

extension IPNetwork: ExpressibleByStringLiteral {
    /// Creates a range from a literal in source code, which must be a range.
    ///
    /// Use ``init(_:)`` for texts that are not literals, such as settings.
    ///
    /// - Parameter literal: The literal.
    public init(stringLiteral literal: StaticString) {
        guard let network = Self(literal.description) else {
            preconditionFailure("'\(literal)' is not a range of addresses")
        }
        self = network
    }
}

extension IPNetwork: CustomStringConvertible {
    /// The text of the range, with the address in canonical form.
    public var description: String { "\(first)/\(length)" }
}
