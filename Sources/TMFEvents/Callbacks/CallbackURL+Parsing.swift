import TMFModels

extension CallbackURL {
    /// The number of bytes of the longest URL.
    static let longest = 2_048

    /// Creates a URL from its text, without resolving anything.
    ///
    /// - Parameter text: The text, such as the `callback` of a subscription.
    /// - Throws: ``SyntaxError`` if the text is not in the form that ``CallbackURL`` describes.
    public init(_ text: String) throws(SyntaxError) {
        let bytes = Array(text.utf8.prefix(Self.longest + 1))
        guard bytes.count <= Self.longest else { throw SyntaxError(.length) }
        guard bytes.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }) else {
            throw SyntaxError(.character)
        }
        guard let mark = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { throw SyntaxError(.scheme) }
        guard !text.contains("#") else { throw SyntaxError(.fragment) }
        let authority = text[mark.upperBound...].prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else { throw SyntaxError(.userInformation) }
        let (host, rest) = try Self.host(authority)
        let port = try Self.port(rest) ?? scheme.port
        guard URIReference.isValid(bytes.span, allowingNonASCII: false) else { throw SyntaxError(.character) }
        let target = text[authority.endIndex...]
        guard !Self.hasDotSegments(target) else { throw SyntaxError(.path) }
        self.init(scheme: scheme, host: host, port: port, target: (target.hasPrefix("/") ? "" : "/") + target)
    }

    /// Splits an authority into its host and the rest, which is empty or begins with a colon.
    private static func host(_ authority: Substring) throws(SyntaxError) -> (Host, rest: Substring) {
        if authority.hasPrefix("[") {
            let text = authority.dropFirst().prefix { $0 != "]" }
            guard text.endIndex < authority.endIndex, text.contains(":"), let address = IPAddress(text) else {
                throw SyntaxError(.host)
            }
            return (.address(address), authority[text.endIndex...].dropFirst())
        }
        let text = authority.prefix { $0 != ":" }
        let rest = authority[text.endIndex...]
        if let address = IPAddress(text) { return (.address(address), rest) }
        guard let name = HostName.canonical(text) else { throw SyntaxError(.host) }
        return (.name(name), rest)
    }

    private static func port(_ text: Substring) throws(SyntaxError) -> Int? {
        guard !text.isEmpty else { return nil }
        guard text.hasPrefix(":"), let port = Int(canonical: text.dropFirst()), (1...65_535).contains(port) else {
            throw SyntaxError(.port)
        }
        return port
    }

    /// Returns whether the path of a target contains segments that are resolved before it is sent (RFC 3986 section
    /// 5.2.4).
    private static func hasDotSegments(_ target: Substring) -> Bool {
        target.prefix { $0 != "?" }.split(separator: "/").contains {
            let segment = $0.lowercased().replacing("%2e", with: ".")
            return segment == "." || segment == ".."
        }
    }
}
