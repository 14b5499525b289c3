#if HAVE_SQLITE
/// Adds documents to a database, with the values of their arrays.
final class SQLiteInserter {
    private let row: SQLiteStatement
    private let arrays: [SQLiteStatement]
    private let begin: SQLiteStatement
    private let commit: SQLiteStatement
    private var number: Int64

    /// Prepares the statements.
    ///
    /// - Parameter database: The database, which has its tables.
    /// - Throws: ``SQLiteError`` if one is missing.
    init(_ database: SQLiteDatabase) throws(SQLiteError) {
        row = try SQLiteStatement("INSERT INTO interaction (number, json) VALUES (?2, ?1)", in: database)
        var arrays: [SQLiteStatement] = []
        for array in SQLiteSchema.arrays {
            arrays.append(try SQLiteStatement(SQLiteSchema.addition(to: array), in: database))
        }
        self.arrays = arrays
        begin = try SQLiteStatement("BEGIN IMMEDIATE", in: database)
        commit = try SQLiteStatement("COMMIT", in: database)
        let last = try SQLiteStatement("SELECT coalesce(max(number), 0) FROM interaction", in: database)
        _ = try last.step()
        number = last.number(0)
    }

    /// Adds a document to the transaction that is open.
    ///
    /// - Parameter document: The text in UTF-8.
    /// - Throws: ``SQLiteError`` if SQLite fails, or the identifier is taken.
    func add(_ document: UnsafeBufferPointer<UInt8>) throws(SQLiteError) {
        number += 1
        try row.bind(document, at: 1)
        try row.bind(number, at: 2)
        try row.run()
        for array in arrays {
            try array.bind(document, at: 1)
            try array.bind(number, at: 2)
            try array.run()
        }
    }

    /// Adds a document in a transaction of its own.
    ///
    /// - Parameter document: The text in UTF-8.
    /// - Throws: ``SQLiteError`` if SQLite fails, or the identifier is taken.
    func commit(_ document: UnsafeBufferPointer<UInt8>) throws(SQLiteError) {
        try begin.run()
        try add(document)
        try commit.run()
    }

    /// Adds the lines of a text, in one transaction.
    ///
    /// - Parameter lines: One document a line.
    /// - Throws: ``SQLiteError`` if SQLite fails.
    func addLines(_ lines: UnsafeBufferPointer<UInt8>) throws(SQLiteError) {
        try begin.run()
        var rest = lines[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            if end > rest.startIndex { try add(UnsafeBufferPointer(rebasing: rest[..<end])) }
            rest = rest[min(end + 1, rest.endIndex)...]
        }
        try commit.run()
    }
}
#endif
