import TMFJSON

/// A row of a list.
struct SoundRow: Sendable {
    /// The identifier, if the row has one.
    var id: String?
    /// The row as a document of its own.
    var document: JSONDocument

    init?(_ element: JSONElement) {
        let limits = JSONLimits.highest
        guard let document = try? JSONDocument(parsing: Array(element.bytes), limits: limits) else { return nil }
        self.init(document)
    }

    init(_ document: JSONDocument) {
        self.document = document
        id = document.root["id"].flatMap(Self.identifier)
    }

    /// The text of an identifier; of a number its digits, so that a server with numbers can be judged further.
    static func identifier(_ element: JSONElement) -> String? {
        element.stringValue ?? element.numberValue?.text
    }

    /// Whether text in bytes holds a marker.
    static func holds(_ marker: String, in bytes: ArraySlice<UInt8>) -> Bool {
        let sought = Array(marker.utf8)
        guard let first = sought.first else { return false }
        guard bytes.count >= sought.count else { return false }
        for start in bytes.startIndex...(bytes.endIndex - sought.count)
        where bytes[start] == first && bytes[start...].starts(with: sought) {
            return true
        }
        return false
    }

    /// What tells the row from others: its id, or all of it if it has none.
    var key: String { id ?? document.description }

    /// The row for a message.
    var shown: String {
        id.map { "id \(JSONValue.string($0))" } ?? "a row without id"
    }
}
