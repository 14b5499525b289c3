/// A `path` or `from` of a patch query: a pointer without indices and with selectors, or a JSON path.
enum PatchTarget: Sendable, Hashable {
    case pointer(JSONPointer, [PatchSelector])
    case path(JSONPath)

    init(_ text: String) throws(PatchFailure) {
        switch text.utf8.first {
        case nil, UInt8(ascii: "/"), UInt8(ascii: "?"): self = try Self.pointer(text)
        case UInt8(ascii: "$"), UInt8(ascii: "`"): self = try Self.path(text)
        default:
            guard text.unicodeScalars.contains("[?".unicodeScalars) else { throw PatchFailure(.invalidPointer) }
            self = try Self.path(text)
        }
    }

    // Strings are split by their bytes, because a combining mark forms one character with the sign before it.

    private static func pointer(_ text: String) throws(PatchFailure) -> PatchTarget {
        let sign = text.utf8.firstIndex(of: UInt8(ascii: "?")) ?? text.endIndex
        guard let pointer = try? JSONPointer(String(text[..<sign])) else { throw PatchFailure(.invalidPointer) }
        guard sign < text.endIndex else { return .pointer(pointer, []) }
        var selectors: [PatchSelector] = []
        let query = text.utf8[text.utf8.index(after: sign)...]
        for part in query.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            selectors.append(try PatchSelector(Substring(part), of: pointer))
        }
        return .pointer(pointer, selectors)
    }

    private static func path(_ text: String) throws(PatchFailure) -> PatchTarget {
        let path: JSONPath
        do {
            path = try JSONPath(text, dialect: .tmf630)
        } catch {
            throw PatchFailure(error.code == .limitExceeded ? .limitExceeded : .invalidPointer)
        }
        // Names alone mean the same as a pointer, and a pointer needs no document.
        if let names = path.query.names, !names.contains(where: PatchEditor.isIndex) {
            return .pointer(JSONPointer(tokens: names), [])
        }
        return .path(path)
    }

    /// Returns the path without its last step, and the name that this step leads to, if it leads to nothing else.
    static func parent(of path: JSONPath) -> (path: JSONPath, name: String)? {
        guard let name = path.query.segments.last?.name else { return nil }
        return (JSONPath(PathQuery(isAbsolute: true, segments: path.query.segments.dropLast())), name)
    }
}
