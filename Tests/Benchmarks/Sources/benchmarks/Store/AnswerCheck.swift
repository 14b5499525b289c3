#if HAVE_SQLITE
import TMFJSON
import TMFStore

/// Makes sure that stores and SQLite answer alike.
struct AnswerCheck {
    private let parameters: StoreParameters

    /// Creates a check.
    ///
    /// - Parameter parameters: The parameters of the questions.
    init(_ parameters: StoreParameters) { self.parameters = parameters }

    /// Asks all of them.
    ///
    /// - Parameters:
    ///   - indexed: The store with indexes.
    ///   - plain: The store without.
    ///   - database: The database with both kinds of tables.
    /// - Throws: ``StoreDifference`` for the first answers that differ.
    func run(_ indexed: any ResourceStore, _ plain: any ResourceStore, _ database: SQLiteDatabase) async throws {
        for (store, isIndexed, turns) in [(indexed, true, 64), (plain, false, 2)] {
            for limit in [20, 1_000_000] {
                let own = try StoreQuestions(store, parameters: parameters, limit: limit)
                let peer = try SQLiteQuestions(database, indexed: isIndexed, parameters: parameters, limit: limit)
                for question in StoreQuestion.allCases {
                    // Without an order a page may hold any of the week: only all of it is the same everywhere.
                    if question == .week, limit == 20 { continue }
                    if question == .top, limit > 20 { continue }
                    for turn in 0..<(limit > 20 ? 2 : turns) { try await compare(own, peer, question, turn) }
                }
            }
        }
    }

    private func compare(
        _ own: StoreQuestions, _ peer: SQLiteQuestions, _ question: StoreQuestion, _ turn: Int
    ) async throws {
        let page = try await own.page(question, turn)
        var answer = StoreAnswer(ids: page.resources.map { Self.id($0.document) }, total: page.total)
        var texts: [[UInt8]] = []
        try peer.page(question, turn) { texts.append(Array($0)) }
        var other = StoreAnswer(
            ids: try texts.map { Self.id(try JSONDocument(parsing: $0)) }, total: try peer.total(question, turn))
        if question == .week { (answer, other) = (answer.sorted, other.sorted) }
        guard answer == other else {
            throw StoreDifference(question: question, turn: turn, answers: (answer, other))
        }
    }

    private static func id(_ document: JSONDocument) -> String { document.root["id"]?.stringValue ?? "" }
}
#endif
