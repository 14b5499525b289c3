#if HAVE_SQLITE
/// The tables as one who knows SQLite would make them for the questions asked.
///
/// - The text of a resource lies in a table with a row number; the single values that are indexed are generated
///   columns in front of it. They are stored: a condition on one then reads a few bytes of the row, where a virtual
///   column would parse the text again.
/// - Dates are normalised to UTC by the generated columns, so that texts sort as instants do.
/// - The values of arrays lie in tables of their own, whose key is their index: value, then row. They are filled in
///   the transaction of the row, and the primary key keeps a value that a resource has twice from counting twice.
enum SQLiteSchema {
    /// Makes the tables without the indexes.
    static let tables = """
        CREATE TABLE interaction (
            number INTEGER PRIMARY KEY,
            id TEXT GENERATED ALWAYS AS (json ->> '$.id') STORED,
            href TEXT GENERATED ALWAYS AS (json ->> '$.href') STORED,
            status TEXT GENERATED ALWAYS AS (json ->> '$.status') STORED,
            direction TEXT GENERATED ALWAYS AS (json ->> '$.direction') STORED,
            name TEXT GENERATED ALWAYS AS (json ->> '$.name') STORED,
            type TEXT GENERATED ALWAYS AS (json ->> '$."@type"') STORED,
            creationDate TEXT GENERATED ALWAYS AS (\(utc("$.creationDate"))) STORED,
            startDate TEXT GENERATED ALWAYS AS (\(utc("$.interactionDate.startDateTime"))) STORED,
            statusChangeDate TEXT GENERATED ALWAYS AS (\(utc("$.statusChangeDate"))) STORED,
            json TEXT NOT NULL
        );
        CREATE TABLE relatedParty (value TEXT, number INTEGER, PRIMARY KEY (value, number)) WITHOUT ROWID;
        CREATE TABLE engagedParty (value TEXT, number INTEGER, PRIMARY KEY (value, number)) WITHOUT ROWID;
        CREATE TABLE channel (value TEXT, number INTEGER, PRIMARY KEY (value, number)) WITHOUT ROWID;
        """

    /// The tables of arrays.
    static let arrays = ["relatedParty", "engagedParty", "channel"]

    /// Makes the indexes; after a load this takes less time than keeping them up to date during it.
    static let indexes = """
        CREATE UNIQUE INDEX byID ON interaction (id);
        CREATE INDEX byHref ON interaction (href);
        CREATE INDEX byStatus ON interaction (status);
        CREATE INDEX byDirection ON interaction (direction);
        CREATE INDEX byName ON interaction (name);
        CREATE INDEX byType ON interaction (type);
        CREATE INDEX byCreationDate ON interaction (creationDate);
        CREATE INDEX byStartDate ON interaction (startDate);
        CREATE INDEX byStatusChangeDate ON interaction (statusChangeDate);
        """

    /// Makes the table for reading without indexes, the text and nothing else, of what the other holds.
    static let plainTable = """
        CREATE TABLE plain (number INTEGER PRIMARY KEY, json TEXT NOT NULL);
        INSERT INTO plain SELECT number, json FROM interaction ORDER BY number;
        """

    /// The expression of a date at a path in UTC.
    ///
    /// - Parameter path: The path in SQLite's language.
    /// - Returns: The expression.
    static func utc(_ path: String) -> String { "strftime('%Y-%m-%dT%H:%M:%SZ', json ->> '\(path)')" }

    /// The statement that adds the values of an array of a row: parameter 1 is its text, 2 its number.
    ///
    /// - Parameter array: The name of the table and of the array.
    /// - Returns: The statement.
    static func addition(to array: String) -> String {
        """
        INSERT OR IGNORE INTO \(array) SELECT value ->> '$.id', ?2 FROM json_each(?1, '$.\(array)')
        WHERE value ->> '$.id' IS NOT NULL
        """
    }
}
#endif
