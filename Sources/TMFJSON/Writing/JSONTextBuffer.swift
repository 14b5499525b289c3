/// Bytes that grow at the end, for texts assembled from very many short pieces.
///
/// `Array.append` checks at every call whether the array is shared and how long it is. This type checks once per piece,
/// and copies a string while it looks for characters to escape.
///
/// Safety: `reserve` ensures that there is room for a piece before any byte is written, and no method writes more than
/// it reserved.
struct JSONTextBuffer: Sendable {
    /// The bytes in use, followed by zeros to be overwritten.
    private var storage: [UInt8]
    private(set) var count = 0

    init(capacity: Int) {
        storage = [UInt8](repeating: 0, count: max(capacity, 64))
    }

    /// The bytes so far.
    var bytes: [UInt8] { Array(storage[..<count]) }

    mutating func append(_ byte: UInt8) {
        reserve(1)
        storage[count] = byte
        count &+= 1
    }

    mutating func append(_ bytes: Span<UInt8>) {
        reserve(bytes.count)
        unsafe storage.withUnsafeMutableBufferPointer { target in
            guard let start = target.baseAddress else { return }
            unsafe bytes.withUnsafeBufferPointer { source in
                guard let first = source.baseAddress else { return }
                unsafe (start + count).update(from: first, count: source.count)
            }
        }
        count &+= bytes.count
    }

    /// Appends the characters of a string unchanged.
    mutating func append(_ text: String) {
        withUTF8(of: text) { $0.append($1) }
    }

    /// Appends a string in quotation marks, with the escapes that RFC 8259 section 7 requires.
    mutating func appendQuoted(_ text: String) {
        withUTF8(of: text) { $0.appendQuoted($1) }
    }

    /// Appends the text of an instant in quotation marks.
    mutating func appendQuoted(_ instant: RFC3339.Instant) {
        reserve(RFC3339.room &+ 2)
        storage[count] = UInt8(ascii: "\"")
        let length = unsafe storage.withUnsafeMutableBytes { target in
            guard let base = target.baseAddress else { return 0 }
            return unsafe RFC3339.write(instant, to: base + count + 1)
        }
        count &+= length &+ 2
        storage[count &- 1] = UInt8(ascii: "\"")
    }

    private mutating func appendQuoted(_ text: Span<UInt8>) {
        // Room for two quotation marks, and for a complete word where the last one is partial.
        reserve(text.count &+ 10)
        storage[count] = UInt8(ascii: "\"")
        count &+= 1
        var index = copyPlain(text, from: 0)
        while index < text.count {
            appendEscape(of: text[index])
            index &+= 1
            reserve(text.count &- index &+ 10)
            index = copyPlain(text, from: index)
        }
        storage[count] = UInt8(ascii: "\"")
        count &+= 1
    }

    /// Copies up to the next byte that must be escaped, and returns its offset or the end of the text.
    private mutating func copyPlain(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        unsafe storage.withUnsafeMutableBufferPointer { target in
            guard let base = target.baseAddress else { return }
            var place = unsafe base + count
            while index &+ 8 <= text.count {
                let word = text.word(at: index)
                unsafe UnsafeMutableRawPointer(place).storeBytes(of: word.littleEndian, as: UInt64.self)
                let marks = JSONScanner.escapes(in: word)
                if marks != 0 {
                    index &+= marks.trailingZeroBitCount >> 3
                    return
                }
                index &+= 8
                unsafe place += 8
            }
            while index < text.count {
                let byte = text[index]
                if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
                unsafe place.pointee = byte
                unsafe place += 1
                index &+= 1
            }
        }
        count &+= index &- start
        return index
    }

    private mutating func appendEscape(of byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        default:
            append("u00")
            for digit in [byte >> 4, byte & 0xF] {
                append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }

    /// Makes room for bytes after those in use.
    @inline(__always)
    private mutating func reserve(_ length: Int) {
        if storage.count &- count < length { grow(length) }
    }

    @inline(never)
    private mutating func grow(_ length: Int) {
        storage.append(contentsOf: repeatElement(0, count: max(storage.count, length)))
    }

    @inline(__always)
    private mutating func withUTF8(of text: String, _ body: (inout Self, Span<UInt8>) -> Void) {
        // The span costs no reference count, the closure below two.
        if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) { return body(&self, text.utf8.span) }
        let isDone: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe body(&self, $0.span) }
        if isDone == nil { body(&self, Array(text.utf8).span) }
    }
}
