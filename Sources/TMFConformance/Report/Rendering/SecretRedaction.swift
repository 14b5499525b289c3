import TMFExchange

/// What hides the secrets of a report, wherever they stand in it.
struct SecretRedaction: Sendable {
    /// What stands in place of a secret.
    static let mark = "[redacted]"

    /// A shorter secret is hidden where it is known to be one, and not elsewhere: it would be found in innocent words.
    private static let shortestSought = 6

    /// The least that is taken for the beginning of a secret where a text was cut.
    private static let shortestPart = 8

    /// The number of bytes behind a cut that are looked at for the end of what a URL hides.
    private static let farthestEnd = 4_096

    private let shownNames: Set<String>
    /// The secrets that are looked for in all texts, the longest first, by their first byte.
    private var sought: [[[UInt8]]] = []
    /// The length of the longest secret that is looked for.
    private var longest = 0

    init(of report: ConformanceReport, options: ConformanceReportOptions) {
        shownNames = Set(options.shownNames.map { $0.lowercased() })
        var secrets = Set(URLSecrets.values(in: report.basePath, isSecret: isSecret))
        for step in report.steps {
            secrets.formUnion(URLSecrets.values(in: step.url, isSecret: isSecret))
            secrets.formUnion(URLSecrets.values(in: step.request.target, isSecret: isSecret))
            for headers in [step.request.headers, step.response?.headers ?? [:]] {
                for field in headers.fields where isSecret(field) { secrets.formUnion(Self.secrets(in: field)) }
            }
        }
        guard secrets.contains(where: { $0.utf8.count >= Self.shortestSought }) else { return }
        sought = Array(repeating: [], count: 256)
        let texts = Set(secrets.filter { $0.utf8.count >= Self.shortestSought }.flatMap(Self.spellings))
        for text in texts.map({ Array($0.utf8) }).sorted(by: { $0.count > $1.count }) {
            guard let first = text.first else { continue }
            longest = max(longest, text.count)
            sought[Int(first)].append(text)
        }
    }

    /// Whether a header or query parameter holds a secret, by its name.
    func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        if shownNames.contains(name) { return false }
        if Self.parts.contains(where: { name.contains($0) }) { return true }
        return name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).contains { Self.words.contains(String($0)) }
    }

    /// Whether a header field holds a secret: by its name, or as its value is credentials.
    private func isSecret(_ field: APIHeaders.Field) -> Bool {
        if isSecret(field.name.text) { return true }
        let (name, value) = (field.name.text.lowercased(), field.value.lowercased())
        // A challenge names the scheme alone.
        guard !shownNames.contains(name), !name.hasSuffix("-authenticate") else { return false }
        return ["bearer ", "basic "].contains { value.hasPrefix($0) }
    }

    /// What makes a name one of a secret where it stands alone between hyphens and the like.
    private static let words: Set<String> = ["auth", "oauth", "sig", "pwd", "pass"]
    private static let parts = [
        "authorization", "cookie", "token", "secret", "password", "passwd", "credential", "session", "key", "jwt",
        "assertion", "bearer", "signature", "passphrase",
    ]

    /// Returns the fields with the values of secret ones replaced.
    func redacted(_ headers: APIHeaders) -> [PrintableStep.Field] {
        headers.fields.map { field in
            PrintableStep.Field(
                name: redacted(field.name.text), value: isSecret(field) ? Self.mark : redacted(field.value))
        }
    }

    /// Returns a text without secrets.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - isURL: Whether the text as a whole is a URL, in which a value may hold spaces.
    /// - Returns: The text with secrets replaced.
    func redacted(_ text: String, isURL: Bool = false) -> String {
        let bytes = Array(text.utf8)
        let result = redacted(bytes[...], isURL: isURL)
        return result == bytes ? text : String(decoding: result, as: UTF8.self)
    }

    /// Returns the first bytes without secrets.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - isURL: Whether the bytes as a whole are a URL.
    ///   - limit: The number of bytes that are read; a secret that begins in them is hidden whole.
    /// - Returns: The bytes with secrets replaced.
    func redacted(_ bytes: ArraySlice<UInt8>, isURL: Bool = false, limit: Int = .max) -> [UInt8] {
        let shown = bytes.prefix(max(limit, 0))
        let bytes = bytes.prefix(shown.count + max(longest, Self.farthestEnd))
        var ranges = URLSecrets.ranges(in: bytes, isURL: isURL, isSecret: isSecret)[...]
        if ranges.isEmpty, sought.isEmpty { return Array(shown) }
        var result: [UInt8] = []
        result.reserveCapacity(shown.count)
        var place = bytes.startIndex
        while true {
            if let range = ranges.first, range.lowerBound <= place {
                ranges.removeFirst()
                guard range.upperBound > place || range.lowerBound == place else { continue }
                result += Self.mark.utf8
                place = max(place, range.upperBound)
            } else if place >= shown.endIndex {
                return result
            } else if let length = lengthOfSecret(at: bytes[place...]) {
                result += Self.mark.utf8
                place += length
            } else {
                result.append(bytes[place])
                place += 1
            }
        }
    }

    /// Returns the length of the secret that a text begins with, or of the part of one at which the text was cut.
    private func lengthOfSecret(at rest: ArraySlice<UInt8>) -> Int? {
        guard !sought.isEmpty, let byte = rest.first else { return nil }
        var part: Int?
        for secret in sought[Int(byte)] {
            let length = zip(rest, secret).prefix { $0 == $1 }.count
            if length == secret.count { return length }
            if length >= Self.shortestPart, Self.isCut(rest.dropFirst(length)) { part = max(part ?? 0, length) }
        }
        return part
    }

    /// Whether a text ends here as it was cut: at its end, at `…`, or within a character, which U+FFFD then stands for.
    private static func isCut(_ rest: ArraySlice<UInt8>) -> Bool {
        let rest = rest.starts(with: "\u{FFFD}".utf8) ? rest.dropFirst(3) : rest
        return rest.isEmpty || rest.starts(with: "…".utf8)
    }

    /// The secrets in the value of a header: the value, what follows the scheme, the password in it, and the values of
    /// cookies.
    private static func secrets(in field: APIHeaders.Field) -> [String] {
        var result = [field.value]
        if let space = field.value.firstIndex(of: " ") {
            let rest = field.value[field.value.index(after: space)...]
            result.append(String(rest))
            if field.value[..<space].lowercased() == "basic", let decoded = Base64Text.decoded(rest) {
                result.append(decoded)
                if let colon = decoded.firstIndex(of: ":") {
                    result.append(String(decoded[decoded.index(after: colon)...]))
                }
            }
        }
        let name = field.name.text.lowercased()
        guard name.contains("cookie") else { return result }
        // What follows the first pair of Set-Cookie are attributes, such as Path, which are no secrets.
        let pairs = field.value.split(separator: ";")
        for pair in name == "cookie" ? pairs[...] : pairs.prefix(1) {
            guard let sign = pair.firstIndex(of: "=") else { continue }
            result.append(String(pair[pair.index(after: sign)...]))
        }
        return result
    }

    /// The text, and the text as JSON may spell it.
    private static func spellings(of text: String) -> [String] {
        var quoted = ""
        var slashed = ""
        for character in text.unicodeScalars {
            let isQuoted = character == "\"" || character == "\\"
            quoted += (isQuoted ? "\\" : "") + String(character)
            slashed += (isQuoted || character == "/" ? "\\" : "") + String(character)
        }
        return [text, quoted, slashed]
    }
}
