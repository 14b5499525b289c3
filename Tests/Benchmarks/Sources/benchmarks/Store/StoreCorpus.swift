import TMFJSON
import TMFStore

/// The documents of the store suite, made when they are needed and not kept.
struct StoreCorpus {
    private var text = InteractionText(seed: 683)
    private var number: Int

    /// The bytes of all texts so far.
    private(set) var byteCount = 0

    /// Creates a source of documents.
    ///
    /// - Parameter count: The number of the first document, for adding to what has all those before.
    init(skipping count: Int = 0) { number = count }

    /// Returns the next text.
    ///
    /// - Returns: The text, in UTF-8.
    mutating func nextText() -> [UInt8] {
        let document = Array(text.next(number: number).utf8)
        number += 1
        byteCount += document.count
        return document
    }

    /// Returns what creates the next resource.
    ///
    /// - Returns: The change.
    /// - Throws: The error of the parser.
    mutating func nextChange() throws -> StoreChange {
        let key = ResourceKey(StoreContender.collection, InteractionText.id(number))
        return .create(key, try JSONDocument(parsing: nextText()))
    }

    /// Commits the next resources.
    ///
    /// - Parameters:
    ///   - count: The number of resources.
    ///   - batch: The number of resources in a commit.
    ///   - store: The store.
    /// - Throws: The error of the store.
    mutating func fill(_ count: Int, batch: Int = 1_000, into store: any ResourceStore) async throws {
        var rest = count
        while rest > 0 {
            var changes: [StoreChange] = []
            for _ in 0..<min(batch, rest) { changes.append(try nextChange()) }
            try await store.commit(changes)
            rest -= changes.count
        }
    }
}
