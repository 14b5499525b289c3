import TMFJSON

/// The frame of everything that a file store writes: `LLLLLLLL CCCCCCCC payload`.
///
/// `L` is the length of the payload and `C` its CRC-32C, each as eight lowercase hexadecimal digits. The payload is a
/// line of JSON that describes it, followed by the documents that this line counts, each with a line feed after it.
enum StoreRecord {
    /// The number of bytes before a payload.
    static let prefixCount = 18

    /// Appends a record.
    ///
    /// - Parameters:
    ///   - bytes: The bytes to append the record to.
    ///   - description: The line of JSON, without a line feed.
    ///   - documents: The documents.
    /// - Throws: ``FileSystemError`` if the record is too long for its frame.
    static func append(
        to bytes: inout [UInt8], _ description: [UInt8], documents: [JSONDocument] = []
    ) throws(FileSystemError) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: prefixCount))
        bytes += description
        bytes.append(UInt8(ascii: "\n"))
        for document in documents {
            bytes += document.bytes
            bytes.append(UInt8(ascii: "\n"))
        }
        let payload = start + prefixCount
        guard let length = UInt32(exactly: bytes.count - payload) else {
            bytes.removeLast(bytes.count - start)
            throw FileSystemError("write", at: "journal", because: .other, saying: "a commit can have at most 4 GiB")
        }
        let checksum = CRC32C.checksum(bytes.span.extracting(payload...))
        write(length, to: &bytes, at: start)
        write(checksum, to: &bytes, at: start + 9)
    }

    /// Returns the range of the payload of the record at an offset, or `nil` if the record is incomplete or damaged.
    static func payload(in bytes: Span<UInt8>, at offset: Int) -> Range<Int>? {
        let start = offset + prefixCount
        guard let length = length(in: bytes, at: offset), length <= bytes.count - start,
            let checksum = number(bytes, at: offset + 9)
        else { return nil }
        let payload = start..<start + length
        guard bytes[payload.upperBound - 1] == UInt8(ascii: "\n"),
            CRC32C.checksum(bytes.extracting(payload)) == checksum
        else { return nil }
        return payload
    }

    /// Returns the length of the payload according to the frame at an offset, or `nil` if no record starts there.
    static func length(in bytes: Span<UInt8>, at offset: Int) -> Int? {
        guard offset + prefixCount <= bytes.count, bytes[offset + 8] == UInt8(ascii: " "),
            bytes[offset + 17] == UInt8(ascii: " "), let length = number(bytes, at: offset), length > 0,
            number(bytes, at: offset + 9) != nil
        else { return nil }
        return Int(length)
    }

    private static func write(_ value: UInt32, to bytes: inout [UInt8], at offset: Int) {
        for place in 0..<8 {
            let digit = UInt8(truncatingIfNeeded: value >> UInt32(28 - 4 * place)) & 15
            bytes[offset + place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        }
    }

    private static func number(_ bytes: Span<UInt8>, at offset: Int) -> UInt32? {
        var value: UInt32 = 0
        for place in 0..<8 {
            switch bytes[offset + place] {
            case let byte where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"):
                value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case let byte where byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f"):
                value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return value
    }
}
