import TMForum

/// The resources in a file: a JSON array, one object, or one object a line (NDJSON).
enum ResourceFile {
    /// A file that does not hold resources.
    struct Failure: Error, CustomStringConvertible {
        /// The problem in one sentence, with its line.
        var description: String
    }

    static let limits = JSONLimits(bytes: JSONLimits.highestBytes, members: .max, stringLength: .max)

    static func documents(in bytes: [UInt8]) throws(Failure) -> [JSONDocument] {
        let whole: JSONDocument
        do throws(JSONParsingError) {
            whole = try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            // Two lines of NDJSON are not one JSON text, nor is an empty file.
            guard bytes.first(where: { !isBlank($0) }) != UInt8(ascii: "[") else {
                throw Failure(description: error.description)
            }
            return try lines(in: bytes)
        }
        guard whole.root.kind == .array else { return [whole] }
        var documents: [JSONDocument] = []
        for element in whole.root.elements {
            do throws(JSONParsingError) {
                documents.append(try JSONDocument(parsing: Array(element.bytes), limits: limits))
            } catch { throw Failure(description: error.description) }
        }
        return documents
    }

    private static func lines(in bytes: [UInt8]) throws(Failure) -> [JSONDocument] {
        var documents: [JSONDocument] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where !line.allSatisfy(isBlank) {
            do throws(JSONParsingError) {
                documents.append(try JSONDocument(parsing: Array(line), limits: limits))
            } catch { throw Failure(description: "line \(number + 1): \(error)") }
        }
        return documents
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
