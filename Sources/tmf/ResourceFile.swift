import TMForum

/// Reads the resources in a file: a JSON array, one object, or one object per line (NDJSON).
enum ResourceFile {
    /// A file that does not contain resources.
    struct Failure: Error, CustomStringConvertible {
        /// The problem in one sentence, with its line.
        var description: String
    }

    /// The bytes of a resource, or of a line that should be one.
    struct Piece: Sendable {
        var bytes: [UInt8]
        /// The line, from 1, or `nil` if the resources are not on lines of their own.
        var line: Int?
    }

    static let limits = JSONLimits(
        bytes: JSONLimits.highestBytes, members: .max, stringLength: .max, numberLength: .max)

    static func documents(in bytes: [UInt8]) throws(Failure) -> [JSONDocument] {
        var documents: [JSONDocument] = []
        for piece in try pieces(in: bytes) {
            do throws(JSONParsingError) {
                documents.append(try JSONDocument(parsing: piece.bytes, limits: limits))
            } catch { throw Failure(description: (piece.line.map { "line \($0): " } ?? "") + error.description) }
        }
        return documents
    }

    /// Returns the pieces of a file, one for each resource; only the first line must be JSON.
    static func pieces(in bytes: [UInt8]) throws(Failure) -> [Piece] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        let document: JSONDocument
        do throws(JSONParsingError) {
            document = try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            // Neither two lines of NDJSON nor an empty file are one JSON text.
            let lines = lines(in: bytes)
            guard let first = lines.first else { return [] }
            do throws(JSONParsingError) {
                _ = try JSONDocument(parsing: first.bytes, limits: limits)
            } catch let lineError {
                let isArray = first.bytes.first { !isBlank($0) } == UInt8(ascii: "[")
                let line = first.line.map { "line \($0): \(lineError)" } ?? "\(lineError)"
                throw Failure(description: isArray ? error.description : line)
            }
            return lines
        }
        guard document.root.kind == .array else { return [Piece(bytes: bytes)] }
        return document.root.elements.map { Piece(bytes: Array($0.bytes)) }
    }

    private static func lines(in bytes: [UInt8]) -> [Piece] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.allSatisfy(isBlank) }
            .map { Piece(bytes: Array($0.element), line: $0.offset + 1) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
