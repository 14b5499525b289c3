import TMFExchange

/// Hides the secrets of a report wherever they appear in it.
struct SecretRedaction: Sendable {
    /// The text that replaces a secret.
    static let mark = "[redacted]"

    /// The minimum length of a secret to search for; a shorter one is hidden only where it is known to be a secret,
    /// because it may be part of an ordinary word.
    private static let shortestSought = 6

    /// The minimum length of a partial secret at the end of a truncated text.
    private static let shortestPart = 8

    /// The number of bytes after a truncation that are searched for the end of a secret in a URL.
    private static let farthestEnd = 4_096

    private let shownNames: Set<String>
    /// The secrets to search for in all texts, the longest first, by their first byte.
    private var sought: [[[UInt8]]] = []
    /// The length of the longest secret to search for.
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

    /// Returns whether a header or query parameter contains a secret, judging by its name.
    func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        if shownNames.contains(name) { return false }
        if Self.parts.contains(where: { name.contains($0) }) { return true }
        return name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).contains { Self.words.contains(String($0)) }
    }

    /// Returns whether a header field contains a secret, judging by its name or by a value with the form of
    /// credentials.
    private func isSecret(_ field: APIHeaders.Field) -> Bool {
        if isSecret(field.name.text) { return true }
        let (name, value) = (field.name.text.lowercased(), field.value.lowercased())
        // A challenge names only the scheme.
        guard !shownNames.contains(name), !name.hasSuffix("-authenticate") else { return false }
        return ["bearer ", "basic "].contains { value.hasPrefix($0) }
    }

    /// The words that mark a name as that of a secret if they appear between separators such as hyphens.
    private static let words: Set<String> = ["auth", "oauth", "sig", "pwd", "pass"]
    private static let parts = [
        "authorization", "cookie", "token", "secret", "password", "passwd", "credential", "session", "key", "jwt",
        "assertion", "bearer", "signature", "passphrase",
    ]

    /// Returns the fields, in which the values of secret ones are replaced.
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
    ///   - isURL: Whether the entire text is a URL, in which a value may contain spaces.
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
    ///   - isURL: Whether the bytes are entirely a URL.
    ///   - limit: The number of bytes to read; a secret that begins in them is hidden completely.
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

    /// Returns the length of the secret that a text begins with, or of the part of a secret at which the text was
    /// truncated.
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

    /// Returns whether a text was truncated here: at its end, at `…`, or within a character, which is then U+FFFD.
    private static func isCut(_ rest: ArraySlice<UInt8>) -> Bool {
        let rest = rest.starts(with: "\u{FFFD}".utf8) ? rest.dropFirst(3) : rest
        return rest.isEmpty || rest.starts(with: "…".utf8)
    }

    /// Returns the secrets in the value of a header: the value, the part after the scheme, the password in it, and the
    /// values of cookies.
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
        // The attributes after the first pair of Set-Cookie, such as Path, are not secrets.
        let pairs = field.value.split(separator: ";")
        for pair in name == "cookie" ? pairs[...] : pairs.prefix(1) {
            guard let sign = pair.firstIndex(of: "=") else { continue }
            result.append(String(pair[pair.index(after: sign)...]))
        }
        return result
    }

    /// Returns the text, and the text in the spellings that JSON allows.
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
