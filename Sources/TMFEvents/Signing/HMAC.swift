import TMFModels

/// The message authentication code HMAC-SHA256 (RFC 2104).
struct HMAC {
    private var inner = SHA256()
    private var outer = SHA256()

    /// Creates a code of an empty message.
    ///
    /// - Parameter key: The key, of any length.
    init(key: [UInt8]) {
        var block = key.count > SHA256.blockSize ? SHA256.digest(key.span) : key
        block += [UInt8](repeating: 0, count: SHA256.blockSize - block.count)
        let (innerBlock, outerBlock) = (block.map { $0 ^ 0x36 }, block.map { $0 ^ 0x5C })
        inner.update(innerBlock.span)
        outer.update(outerBlock.span)
    }

    /// Adds bytes to the message.
    mutating func update(_ bytes: [UInt8]) { inner.update(bytes.span) }

    /// Adds the bytes of a text to the message.
    mutating func update(_ text: String) { update(Array(text.utf8)) }

    /// Returns the code of the message, which is 32 bytes long.
    func finalized() -> [UInt8] {
        var outer = outer
        let digest = inner.finalized()
        outer.update(digest.span)
        return outer.finalized()
    }

    /// Returns whether two codes or keys are equal, in a time that depends only on their lengths.
    static func areEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        guard first.count == second.count else { return false }
        var difference: UInt8 = 0
        for place in first.indices { difference |= first[place] ^ second[place] }
        return difference == 0
    }
}
