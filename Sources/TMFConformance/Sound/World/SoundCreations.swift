import TMFJSON

/// A resource that the run created.
struct SoundCreation: Sendable {
    var id: String
    /// What was sent.
    var sent: JSONObject
    /// What was answered last.
    var document: JSONDocument

    var json: JSONValue { JSONValue(document) }
}

/// The resources that a run created and knows.
struct SoundCreations: Sendable {
    /// A resource with values of all kinds.
    var rich: SoundCreation?
    /// Two resources of which only the identifiers differ.
    var first: SoundCreation?
    var second: SoundCreation?
    /// A resource that is to be changed.
    var changing: SoundCreation?
    /// A resource that is to be removed.
    var leaving: SoundCreation?

    var all: [SoundCreation] { [rich, first, second, changing, leaving].compactMap(\.self) }
}

extension [SoundCreation] {
    /// How the rows of a list differ from those of these resources that they show, each where it differs first.
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
