import TMFJSON

/// The names of hosts in the domain name system.
enum HostName {
    /// Returns a name in the form in which names are compared: in lowercase, without the dot at its end.
    ///
    /// - Parameter text: The text.
    /// - Returns: `nil` if the text does not consist of labels of letters, digits and inner hyphens (RFC 1123 section
    ///   2.1), or if URL parsers take it for an IPv4 address.
    static func canonical(_ text: some StringProtocol) -> String? {
        var name = text.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= 253, labels.allSatisfy(isLabel), let last = labels.last, !isNumber(last) else {
            return nil
        }
        return name
    }

    private static func isLabel(_ label: Substring) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return (1...63).contains(label.utf8.count) && label.utf8.first != hyphen && label.utf8.last != hyphen
            && label.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == hyphen }
    }

    /// Returns whether a last label makes URL parsers read the host as an IPv4 address, such as `2130706433`, `127.1`
    /// or `0x7f000001`.
    private static func isNumber(_ label: Substring) -> Bool {
        label.utf8.allSatisfy(\.isDigit) || label.hasPrefix("0x")
    }

    /// Returns whether a name is one that the public domain name system does not have.
    ///
    /// - Parameter name: The name in canonical form.
    /// - Returns: `true` for names of a single label and for the local domains of RFC 6761, RFC 6762, RFC 8375 and
    ///   the private use of `internal`.
    static func isLocal(_ name: String) -> Bool {
        !name.contains(".")
            || [".localhost", ".local", ".internal", ".home.arpa"].contains { ("." + name).hasSuffix($0) }
    }
}
