/// The documents that all contenders read and write.
struct Corpus {
    /// Compact JSON texts in UTF-8, each a TMF683 `PartyInteraction`.
    let documents: [[UInt8]]

    /// The bytes of all documents together.
    let byteCount: Int

    /// Makes documents, always the same ones.
    ///
    /// - Parameter count: The number of documents.
    init(count: Int) {
        var text = InteractionText(seed: 683)
        documents = (0..<count).map { Array(text.next(number: $0).utf8) }
        byteCount = documents.reduce(0) { $0 + $1.count }
    }
}
