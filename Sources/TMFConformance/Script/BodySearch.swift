/// Searches for texts in a body byte by byte, without resolving escapes.
///
/// A script searches for many texts per row. Most occur in the row itself. Of the others, most have eight bytes that
/// occur nowhere in the body. So the time for a long list grows with its length, not with its square.
final class BodySearch {
    /// The number of bytes that are looked up together.
    private static let width = 8

    /// The bytes of the rows, if the body is a list.
    var rows: [ArraySlice<UInt8>] = []
    private let body: [UInt8]
    /// The results for texts that do not occur in their row.
    private var known: [[UInt8]: Bool] = [:]
    /// A bit for each hash of a sequence of eight bytes of the body.
    private var windows: [UInt64] = []
    /// The number of bytes of the body that were examined for texts that do not occur in their row.
    private(set) var searched = 0

    init(_ body: [UInt8]) { self.body = body }

    /// Returns whether the body contains a text, which is faster to determine if the text occurs in a row.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - row: The position of the row.
    /// - Returns: `true` if the text occurs anywhere in the body.
    func includes(_ text: String, at row: Int) -> Bool {
        let sought = Array(text.utf8)
        guard !sought.isEmpty else { return true }
        if rows.indices.contains(row), Self.holds(rows[row], sought) { return true }
        if let known = known[sought] { return known }
        var result = mayHold(sought)
        if result {
            searched += body.count
            result = Self.holds(body[...], sought)
        }
        known[sought] = result
        return result
    }

    private static func holds(_ bytes: ArraySlice<UInt8>, _ sought: [UInt8]) -> Bool {
        guard let first = sought.first, bytes.count >= sought.count else { return false }
        guard sought.count <= 8 * width else { return holds(bytes, long: sought) }
        for start in bytes.startIndex...(bytes.endIndex - sought.count) where bytes[start] == first {
            if bytes[start...].starts(with: sought) { return true }
        }
        return false
    }

    /// Searches for a long text without reading any byte of the body twice (Knuth, Morris and Pratt).
    ///
    /// A simple search for a repetitive text would compare it almost to its end at every position of a repetitive body.
    private static func holds(_ bytes: ArraySlice<UInt8>, long sought: [UInt8]) -> Bool {
        // For each prefix of the text, the length of its longest proper prefix that is also its suffix.
        var borders = [Int32](repeating: 0, count: sought.count)
        var length = 0
        for position in 1..<sought.count {
            while length > 0, sought[length] != sought[position] { length = Int(borders[length - 1]) }
            if sought[length] == sought[position] { length += 1 }
            borders[position] = Int32(length)
        }
        length = 0
        for byte in bytes {
            while length > 0, sought[length] != byte { length = Int(borders[length - 1]) }
            if sought[length] == byte { length += 1 }
            if length == sought.count { return true }
        }
        return false
    }

    /// Returns whether all sequences of eight bytes of a text may occur in the body.
    private func mayHold(_ sought: [UInt8]) -> Bool {
        guard sought.count >= Self.width else { return true }
        if windows.isEmpty {
            // About sixteen bits for each byte, and no more than 32 MB.
            var words = 64
            while words < body.count / 4, words < 1 << 22 { words *= 2 }
            windows = Array(repeating: 0, count: words)
            forEachHash(of: body) { windows[$0 >> 6] |= 1 << UInt64($0 & 63) }
        }
        var result = true
        forEachHash(of: sought) { if windows[$0 >> 6] & 1 << UInt64($0 & 63) == 0 { result = false } }
        return result
    }

    /// Calls a closure with the positions in ``windows`` of all sequences of eight bytes.
    private func forEachHash(of bytes: [UInt8], _ body: (Int) -> Void) {
        let mask = UInt64(windows.count &* 64 &- 1)
        var window: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            window = window << 8 | UInt64(byte)
            guard index >= Self.width - 1 else { continue }
            body(Int(truncatingIfNeeded: (window &* 0x9E37_79B9_7F4A_7C15) >> 20 & mask))
        }
    }
}
