public import TMFJSON

/// The changes that a commit makes together, and a note that is kept with it.
///
/// ```swift
/// try await store.commit(StoreTransaction([.delete(key, revision: 7)], note: ["correlation": "4711"]))
/// ```
public struct StoreTransaction: Sendable, Hashable {
    /// The changes; each sees what those before it did.
    public var changes: [StoreChange]
    /// An explanation of the changes for the readers of the feed, or `nil` for none.
    ///
    /// It is kept with the commit and given back in ``StoreCommit/note``. It counts like a document wherever sizes are limited.
    public var note: JSONObject?

    /// Creates a transaction.
    ///
    /// - Parameters:
    ///   - changes: The changes; each sees what those before it did.
    ///   - note: An explanation of the changes for the readers of the feed, or `nil` for none.
    public init(_ changes: [StoreChange], note: JSONObject? = nil) {
        self.changes = changes
        self.note = note
    }
}

extension StoreTransaction: ExpressibleByArrayLiteral {
    /// Creates a transaction without a note.
    ///
    /// - Parameter changes: The changes; each sees what those before it did.
    public init(arrayLiteral changes: StoreChange...) { self.init(changes) }
}

extension StoreTransaction {
    /// The limits of a note, which leave room for a level around it.
    private static let noteLimits = JSONLimits(
        depth: JSONLimits.highestDepth - 1, bytes: .max, members: .max, stringLength: .max, numberLength: .max)

    /// Throws ``StoreError`` with ``StoreError/Code/invalidNote`` if the note could not be read again.
    func checkNote() throws(StoreError) {
        guard let note else { return }
        do throws(JSONParsingError) {
            _ = try JSONDocument(.object(note), limits: Self.noteLimits)
        } catch {
            throw StoreError(.invalidNote, underlyingError: error)
        }
    }
}
