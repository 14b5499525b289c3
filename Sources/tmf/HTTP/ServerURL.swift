import Foundation

/// The address of a server: scheme, host, port, and the path that requests begin with.
struct ServerURL: Sendable, Hashable {
    /// An error in an address.
    struct Failure: Error, Hashable, CustomStringConvertible {
        /// A description of the problem in one sentence.
        var description: String
    }

    /// Scheme, host and port, such as `https://host:8443`, without credentials.
    let origin: String
    /// The path, or an empty string if the URL ends after the host.
    let path: String
    /// The `Authorization` value for the credentials in the URL, or `nil` if the URL has none.
    let authorization: String?

    /// Reads a URL without surrounding spaces, which the configuration of a published kit has.
    init(_ text: String) throws(Failure) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let mark = text.range(of: "://"), ["http", "https"].contains(text[..<mark.lowerBound].lowercased()) else {
            throw Failure(
                description: "'\(Self.shown(text))' is not a URL that begins with http:// or https://")
        }
        let rest = text[mark.upperBound...]
        guard !rest.contains(where: { $0 == "?" || $0 == "#" }) else {
            throw Failure(description: "the URL must not have a query or a fragment")
        }
        let authority = rest.prefix { $0 != "/" }
        let path = String(rest[authority.endIndex...])
        let at = authority.lastIndex(of: "@")
        let host = at.map { authority[authority.index(after: $0)...] } ?? authority
        let origin = text[..<mark.lowerBound].lowercased() + "://" + host
        guard !host.isEmpty, host.first != ":", let url = URL(string: origin + path, encodingInvalidCharacters: false),
            url.absoluteString == origin + path, url.host()?.isEmpty == false
        else { throw Failure(description: "'\(Self.shown(origin + path))' is not a URL") }
        self.origin = origin
        self.path = path
        authorization = try at.map { at throws(Failure) in try Self.authorization(String(authority[..<at])) }
    }

    /// The URL without credentials.
    var text: String { origin + path }

    /// Returns the URL with another path.
    func with(path: String) -> ServerURL {
        ServerURL(origin: origin, path: path, authorization: authorization)
    }

    private init(origin: String, path: String, authorization: String?) {
        self.origin = origin
        self.path = path
        self.authorization = authorization
    }

    private static func authorization(_ userInformation: String) throws(Failure) -> String {
        guard let decoded = userInformation.removingPercentEncoding else {
            throw Failure(description: "the credentials in the URL are not valid percent-encoding")
        }
        let credentials = decoded.contains(":") ? decoded : decoded + ":"
        return "Basic " + Data(credentials.utf8).base64EncodedString()
    }

    /// Returns a text for messages, without a part that may be the credentials of a URL.
    static func shown(_ text: String) -> String {
        text.lastIndex(of: "@").map { "…" + text[text.index(after: $0)...] } ?? text
    }
}
