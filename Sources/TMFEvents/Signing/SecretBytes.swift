/// Bytes that no description, debugger output or reflection shows.
struct SecretBytes: Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Returns random bytes of the system's generator.
    static func random(count: Int) -> Self {
        var generator = SystemRandomNumberGenerator()
        return Self((0..<count).map { _ in generator.next() })
    }
}

extension SecretBytes: Hashable {
    /// Returns whether the bytes are equal, in a time that depends only on their numbers.
    static func == (first: Self, second: Self) -> Bool { HMAC.areEqual(first.bytes, second.bytes) }
}

extension SecretBytes: CustomStringConvertible, CustomReflectable {
    var description: String { "(hidden)" }

    var customMirror: Mirror { Mirror(self, children: []) }
}
