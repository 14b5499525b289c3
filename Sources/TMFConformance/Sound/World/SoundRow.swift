import TMFJSON
import TMFModels

/// A row of a list.
struct SoundRow: Sendable {
    /// The identifier, if the row has one.
    var id: String?
    /// The row as a separate document.
    var document: JSONDocument

    init?(_ element: JSONElement) {
        let limits = JSONLimits.highest
        guard let document = try? JSONDocument(parsing: Array(element.bytes), limits: limits) else { return nil }
        self.init(document)
    }

    init(_ document: JSONDocument) {
        self.document = document
        id = document.root.resourceIdentifier
    }

    /// A key that distinguishes the row from others: its id, or its complete text if it has none.
    var key: String { id ?? document.description }

    /// A description of the row for a message.
    var shown: String {
        id.map { "id \(JSONValue.string($0))" } ?? "a row without id"
    }
}
