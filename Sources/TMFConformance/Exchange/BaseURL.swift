import TMFJSON

/// The base of a run's URLs: a path, or a URL with scheme and host.
///
/// Kits concatenate the base and the rest of a URL as texts, and show the complete result. The request target is the
/// part after the host.
struct BaseURL: Sendable, Hashable {
    /// The text, which ends with a slash.
    let text: String
    /// The length in bytes of scheme, host and port in the text.
    private let originLength: Int

    init(_ text: String) {
        self.text = text.hasSuffix("/") ? text : text + "/"
        originLength = Self.originLength(of: self.text)
    }

    /// Returns the request target of a URL that begins with the base: path and query, percent-encoded.
    func target(of url: String) -> String {
        URLEncoding.encoded(String(decoding: url.utf8.dropFirst(originLength), as: UTF8.self))
    }

    /// Returns the URL of a request target in readable form: with scheme and host if the base has them, and decoded.
    func url(of target: String) -> String {
        String(decoding: text.utf8.prefix(originLength), as: UTF8.self) + (PercentEncoding.decoded(target) ?? target)
    }

    /// Returns the length of scheme and host; a URL with a host has a scheme, `://`, and the host up to the next slash
    /// (RFC 3986 section 3).
    private static func originLength(of text: String) -> Int {
        let bytes = text.utf8
        let scheme = bytes.prefix { isOfScheme($0) }
        let mark = "://".utf8
        guard !scheme.isEmpty, bytes.dropFirst(scheme.count).starts(with: mark) else { return 0 }
        let length = scheme.count + mark.count
        return length + bytes.dropFirst(length).prefix { $0 != UInt8(ascii: "/") }.count
    }

    private static func isOfScheme(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
