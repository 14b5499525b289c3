#if HAVE_SQLITE
/// A loaded database with its statements.
final class SQLiteContender {
    /// The database.
    let peer: SQLitePeer
    private let indexed: SQLiteQuestions
    private let plain: SQLiteQuestions?

    /// Loads a database.
    ///
    /// - Parameters:
    ///   - path: The path of a file that is not there, or `:memory:`.
    ///   - resources: The number of resources.
    ///   - parameters: The parameters of the questions.
    ///   - isPlain: Whether the questions are asked without indexes, too.
    /// - Throws: ``SQLiteError`` if SQLite fails.
    init(path: String, resources: Int, parameters: StoreParameters, isPlain: Bool = true) throws {
        peer = try SQLitePeer(path: path)
        var corpus = StoreCorpus()
        try peer.fill(from: &corpus, resources, isPlain: isPlain)
        indexed = try SQLiteQuestions(peer.database, indexed: true, parameters: parameters)
        plain = isPlain ? try SQLiteQuestions(peer.database, indexed: false, parameters: parameters) : nil
    }

    /// Times a question.
    ///
    /// - Parameters:
    ///   - question: The question.
    ///   - isIndexed: Whether indexes answer it.
    ///   - withTotal: Whether the number of all that match is asked for beside the page.
    /// - Returns: The times.
    /// - Throws: ``SQLiteError`` if SQLite fails.
    func time(_ question: StoreQuestion, isIndexed: Bool, withTotal: Bool = false) async throws -> CallTime {
        guard let questions = isIndexed ? indexed : plain else { return CallTime(0) }
        guard withTotal else { return try await CallTime.measure { consume(try questions.read(question, $0)) } }
        return try await CallTime.measure {
            consume(try questions.read(question, $0) + questions.total(question, $0))
        }
    }
}
#endif
