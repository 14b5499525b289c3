import TMFJSON

/// A resource that the run created.
struct SoundCreation: Sendable {
    var id: String
    /// The sent value.
    var sent: JSONObject
    /// The last returned value.
    var document: JSONDocument

    var json: JSONValue { JSONValue(document) }
}

/// The known resources that a run created.
struct SoundCreations: Sendable {
    /// A resource with many kinds of values.
    var rich: SoundCreation?
    /// Two resources that differ only in their identifiers.
    var first: SoundCreation?
    var second: SoundCreation?
    /// The resource to change.
    var changing: SoundCreation?
    /// The resource to remove.
    var leaving: SoundCreation?

    var all: [SoundCreation] { [rich, first, second, changing, leaving].compactMap(\.self) }
}

extension [SoundCreation] {
    /// Returns the differences between the rows of a list and these resources, at most one for each.
    func changes(in rows: [SoundRow]) -> [SoundFailure] {
        rows.enumerated().compactMap { position, row in
            guard let own = first(where: { $0.id == row.id }),
                let difference = JSONDifference.changes(from: own.json, to: JSONValue(row.document)).first
            else { return nil }
            let pointer = JSONPointer(tokens: ["\(position)"] + difference.pointer.tokens)
            return SoundFailure(pointer: pointer, expected: difference.expected, got: difference.got)
        }
    }
}
