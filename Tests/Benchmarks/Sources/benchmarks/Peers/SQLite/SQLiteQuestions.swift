#if HAVE_SQLITE
/// The questions as statements, prepared once and asked with parameters that take turns.
final class SQLiteQuestions {
    /// The statements of each question, by its raw value.
    private let pages: [SQLiteStatement]
    private let counts: [SQLiteStatement]
    private let ids: [SQLiteText]
    private let parties: [SQLiteText]
    private let weeks: [(start: SQLiteText, end: SQLiteText)]

    /// Prepares the statements.
    ///
    /// - Parameters:
    ///   - database: The database, loaded.
    ///   - indexed: Whether the columns and indexes are used, or the text of every row is looked into.
    ///   - parameters: The parameters.
    ///   - limit: The most rows of an answer.
    /// - Throws: ``SQLiteError`` if the tables are not there.
    init(
        _ database: SQLiteDatabase, indexed: Bool, parameters: StoreParameters, limit: Int = 20
    ) throws(SQLiteError) {
        let sources = indexed ? SQLiteSource.indexed : SQLiteSource.plain
        var pages: [SQLiteStatement] = []
        var counts: [SQLiteStatement] = []
        for question in StoreQuestion.allCases {
            guard let source = sources[question] else { continue }
            pages.append(try SQLiteStatement(source.page(limit: limit), in: database))
            counts.append(try SQLiteStatement(source.count, in: database))
        }
        self.pages = pages
        self.counts = counts
        ids = parameters.ids.map { SQLiteText($0) }
        parties = parameters.parties.map { SQLiteText($0) }
        weeks = parameters.weeks.map { (SQLiteText($0.start), SQLiteText($0.end)) }
    }

    /// Asks for a page and hands on its rows.
    ///
    /// - Parameters:
    ///   - question: The question.
    ///   - turn: The number of the call, which chooses the parameters.
    ///   - read: Is given the text of each row.
    /// - Throws: ``SQLiteError`` if SQLite fails.
    @inline(__always)
    func page(
        _ question: StoreQuestion, _ turn: Int, _ read: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(SQLiteError) {
        let statement = pages[question.rawValue]
        defer { statement.reset() }
        try bind(question, turn, to: statement)
        while try statement.step() { read(statement.text(0)) }
    }

    /// Asks for a page and reads the first byte and the length of every text.
    ///
    /// - Parameters:
    ///   - question: The question.
    ///   - turn: The number of the call, which chooses the parameters.
    /// - Returns: The sum of what was read.
    /// - Throws: ``SQLiteError`` if SQLite fails.
    func read(_ question: StoreQuestion, _ turn: Int) throws(SQLiteError) -> Int {
        var sum = 0
        try page(question, turn) { sum += $0.count + Int($0.first ?? 0) }
        return sum
    }

    /// Asks for the number of all that match.
    ///
    /// - Parameters:
    ///   - question: The question.
    ///   - turn: The number of the call, which chooses the parameters.
    /// - Returns: The number.
    /// - Throws: ``SQLiteError`` if SQLite fails.
    func total(_ question: StoreQuestion, _ turn: Int) throws(SQLiteError) -> Int {
        let statement = counts[question.rawValue]
        defer { statement.reset() }
        try bind(question, turn, to: statement)
        return try statement.step() ? Int(statement.number(0)) : 0
    }

    private func bind(_ question: StoreQuestion, _ turn: Int, to statement: SQLiteStatement) throws(SQLiteError) {
        let turn = turn % StoreParameters.count
        switch question {
        case .get: try statement.bind(ids[turn].bytes, at: 1)
        case .statusAndParty: try statement.bind(parties[turn].bytes, at: 1)
        case .sortedWeek, .week:
            try statement.bind(weeks[turn].start.bytes, at: 1)
            try statement.bind(weeks[turn].end.bytes, at: 2)
        case .top: break
        }
    }
}
#endif
