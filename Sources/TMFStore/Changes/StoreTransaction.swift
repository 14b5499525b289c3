public import TMFJSON

/// The changes to make in one commit, with an optional note.
///
/// ```swift
/// try await store.commit(StoreTransaction([.delete(key, revision: 7)], note: ["correlation": "4711"]))
/// ```
public struct StoreTransaction: Sendable, Hashable {
    /// The changes, each of which sees the effects of those before it.
    public var changes: [StoreChange]
    /// An explanation of the changes for the readers of the feed, or `nil` for none.
    ///
    /// The store keeps the note with the commit and returns it in ``StoreCommit/note``. The limits of a document apply
    /// to it, and it counts like a document wherever sizes are limited.
    public var note: JSONObject?

    /// Creates a transaction.
    ///
    /// - Parameters:
    ///   - changes: The changes, each of which sees the effects of those before it.
    ///   - note: An explanation of the changes for the readers of the feed, or `nil` for none.
    public init(_ changes: [StoreChange], note: JSONObject? = nil) {
        self.changes = changes
        self.note = note
    }
}

extension StoreTransaction: ExpressibleByArrayLiteral {
    /// Creates a transaction without a note.
    ///
    /// - Parameter changes: The changes, each of which sees the effects of those before it.
    public init(arrayLiteral changes: StoreChange...) { self.init(changes) }
}

extension StoreTransaction {
    /// The limits of a note, which leave room for the level that encloses it.
    private static let noteLimits = JSONLimits(
        depth: JSONLimits.highestDepth - 1, bytes: .max, members: .max, stringLength: .max, numberLength: .max)

    /// Throws ``StoreError`` with ``StoreError/Code/invalidNote`` if the note could not be read back.
    func checkNote() throws(StoreError) {
        guard let note, !note.isShortAndFlat else { return }
        do throws(JSONParsingError) {
            _ = try JSONDocument(.object(note), limits: Self.noteLimits)
        } catch {
            throw StoreError(.invalidNote, underlyingError: error)
        }
    }
}

extension JSONObject {
    /// A Boolean value that indicates whether the object exceeds no limit of a document, as a brief look shows.
    fileprivate var isShortAndFlat: Bool {
        count <= 16
            && allSatisfy { member in
                switch member.value {
                case .string(let text): text.utf8.count <= 1_024 && member.name.utf8.count <= 1_024
                case .bool, .null: member.name.utf8.count <= 1_024
                default: false
                }
            }
    }
}
