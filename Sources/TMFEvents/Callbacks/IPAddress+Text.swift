import TMFJSON

extension IPAddress {
    /// The number of bytes of the longest text, an IPv6 address that ends with an IPv4 address.
    private static let longest = 45

    /// Creates an address from its text, or returns `nil` if the text is not an address.
    ///
    /// An IPv4 address is four decimal numbers without leading zeros. An IPv6 address has any form of RFC 4291 section
    /// 2.2, such as `2001:db8::1` or `::ffff:192.0.2.1`, without a zone and without brackets.
    ///
    /// - Parameter text: The text.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(Self.longest + 1))
        guard bytes.count <= Self.longest else { return nil }
        if bytes.contains(UInt8(ascii: ":")) {
            guard let bits = Self.version6(bytes[...]) else { return nil }
            self.init(.v6, bits)
        } else {
            guard let bits = Self.version4(bytes[...]) else { return nil }
            self.init(.v4, UInt128(bits))
        }
    }

    private static func version4(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            var number: UInt32 = 0
            for byte in part {
                guard byte.isDigit else { return nil }
                number = number * 10 + UInt32(byte - UInt8(ascii: "0"))
            }
            guard number < 256 else { return nil }
            bits = bits << 8 | number
        }
        return bits
    }

    private static func version6(_ text: ArraySlice<UInt8>) -> UInt128? {
        let colon = UInt8(ascii: ":")
        var groups: [UInt16] = []
        /// The number of groups before `::`.
        var gap: Int?
        var rest = text
        if rest.starts(with: [colon, colon]) {
            gap = 0
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            let part = rest.prefix { $0 != colon }
            rest = rest[part.endIndex...]
            if rest.isEmpty, let bits = version4(part) {
                groups += [UInt16(bits >> 16), UInt16(truncatingIfNeeded: bits)]
                break
            }
            guard let group = group(part) else { return nil }
            groups.append(group)
            guard !rest.isEmpty else { break }
            rest = rest.dropFirst()
            if rest.first == colon {
                guard gap == nil else { return nil }
                gap = groups.count
                rest = rest.dropFirst()
            } else if rest.isEmpty {
                return nil
            }
        }
        if let gap {
            // The gap stands for at least one group.
            guard groups.count < 8 else { return nil }
            groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
        }
        guard groups.count == 8 else { return nil }
        return groups.reduce(0) { $0 << 16 | UInt128($1) }
    }

    private static func group(_ text: ArraySlice<UInt8>) -> UInt16? {
        guard (1...4).contains(text.count) else { return nil }
        var group: UInt16 = 0
        for byte in text {
            guard let digit = byte.hexValue else { return nil }
            group = group << 4 | UInt16(digit)
        }
        return group
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address in canonical form: dotted decimal, or the form of RFC 5952, such as `2001:db8::1`.
    public var description: String {
        let mapped = unmapped
        if mapped.version == .v4 {
            return (version == .v6 ? "::ffff:" : "") + mapped.bytes.map { "\($0)" }.joined(separator: ".")
        }
        let groups = stride(from: 112, through: 0, by: -16).map { UInt16(truncatingIfNeeded: bits >> $0) }
        let texts = groups.map { String($0, radix: 16) }
        guard let gap = Self.longestRun(in: groups) else { return texts.joined(separator: ":") }
        return texts[..<gap.lowerBound].joined(separator: ":") + "::"
            + texts[gap.upperBound...].joined(separator: ":")
    }

    /// Returns the first of the longest runs of two or more zeros.
    private static func longestRun(in groups: [UInt16]) -> Range<Int>? {
        var longest = 0..<1
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 {
                start = index + 1
            } else if index + 1 - start > longest.count {
                longest = start..<(index + 1)
            }
        }
        return longest.count > 1 ? longest : nil
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit, or `nil` if the byte is something else.
    fileprivate var hexValue: UInt8? {
        if isDigit { return self - UInt8(ascii: "0") }
        let letter = (self | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? letter + 10 : nil
    }
}
