import TMForum

/// The tables of a store.
enum SQLiteSchema {
    /// The statements that create the tables if they do not exist.
    static let tables = """
        CREATE TABLE IF NOT EXISTS store (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            sequence INTEGER NOT NULL,                  -- the number of the last commit
            indexes BLOB NOT NULL);                     -- the list that the terms are made by, as JSON
        INSERT OR IGNORE INTO store VALUES (1, 0, x'');
        CREATE TABLE IF NOT EXISTS collection (number INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS resource (
            number INTEGER PRIMARY KEY,                 -- the order of creation
            collection INTEGER NOT NULL,
            id BLOB NOT NULL,                           -- bytes, as texts of SQLite end at U+0000
            revision INTEGER NOT NULL,
            document BLOB NOT NULL,                     -- as it was given, to the byte
            UNIQUE (collection, id));
        CREATE INDEX IF NOT EXISTS resource_collection ON resource (collection);
        CREATE TABLE IF NOT EXISTS term (               -- the resources in the sets of the indexes
            collection INTEGER, part INTEGER, key BLOB, number INTEGER,
            PRIMARY KEY (collection, part, key, number)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS log (sequence INTEGER PRIMARY KEY, note BLOB);
        CREATE TABLE IF NOT EXISTS change (             -- the changes of the commits in the log
            sequence INTEGER, position INTEGER, collection BLOB NOT NULL, id BLOB NOT NULL, document BLOB,
            revision INTEGER, previous BLOB,            -- what was there before
            PRIMARY KEY (sequence, position));
        """

    /// Returns the settings of a connection: readers see the last commit while another is written, and commits are
    /// durable.
    static func settings(isDurable: Bool) -> String {
        """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = \(isDurable ? "FULL" : "OFF");
        PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;
        """
    }
}
