/// Finds secrets in URLs, alone or within a text: user and password, and the values of secret query parameters.
enum URLSecrets {
    /// Returns the secrets of a URL.
    ///
    /// - Parameters:
    ///   - url: The URL.
    ///   - isSecret: A closure that returns whether the query parameter with a name contains a secret.
    /// - Returns: The secrets as written in the URL.
    static func values(in url: String, isSecret: (String) -> Bool) -> [String] {
        let bytes = Array(url.utf8)[...]
        return ranges(in: bytes, isURL: true, isSecret: isSecret).flatMap { range in
            let value = String(decoding: bytes[range], as: UTF8.self)
            // The password is the secret; the user may be a common word.
            guard range.upperBound < bytes.endIndex, bytes[range.upperBound] == UInt8(ascii: "@") else {
                return [value]
            }
            let password = value.split(separator: ":", maxSplits: 1).dropFirst().first
            return [value] + (password.map { [String($0)] } ?? [])
        }
    }

    /// Returns the ranges of the secrets in URLs, in order.
    ///
    /// - Parameters:
    ///   - bytes: A URL or a text in UTF-8.
    ///   - isURL: Whether the bytes are entirely a URL.
    ///   - isSecret: A closure that returns whether the query parameter with a name contains a secret.
    /// - Returns: The ranges of the secrets, which may be empty.
    static func ranges(
        in bytes: ArraySlice<UInt8>, isURL: Bool, isSecret: (String) -> Bool
    ) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var place = bytes.startIndex
        while place < bytes.endIndex {
            switch bytes[place] {
            case UInt8(ascii: ":") where bytes[place...].starts(with: "://".utf8):
                place += 3
                let authority = bytes[place...].prefix { !endsAuthority($0) }
                guard let sign = authority.lastIndex(of: UInt8(ascii: "@")) else { continue }
                result.append(place..<sign)
                place = sign
            case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"):
                place += 1
                let name = bytes[place...].prefix(while: isNameByte)
                guard name.endIndex < bytes.endIndex, bytes[name.endIndex] == UInt8(ascii: "="),
                    isSecret(String(decoding: name, as: UTF8.self))
                else { continue }
                let value = bytes[(name.endIndex + 1)...].prefix { !endsValue($0, isURL: isURL) }
                result.append(value.startIndex..<value.endIndex)
                place = value.endIndex
            default: place += 1
            }
        }
        return result
    }

    private static func endsAuthority(_ byte: UInt8) -> Bool { byte <= 0x20 || "/?#\"'<>\\".utf8.contains(byte) }

    private static func endsValue(_ byte: UInt8, isURL: Bool) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: "#")
            || !isURL && (byte <= 0x20 || "\"'<>\\".utf8.contains(byte))
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
            || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || "-_.~%[]$@".utf8.contains(byte)
    }
}
