/// What calls cost at one number of resources, in seconds, medians.
struct CurvePoint: Codable {
    /// The number of resources.
    let resources: Int
    /// One resource.
    let get: Double
    /// Two attributes, with indexes.
    let indexed: Double
    /// A week in order, with indexes.
    let sortedWeek: Double
    /// A week in order, without indexes: in an order nobody can stop when a page is full.
    let scan: Double
    /// A commit of one new resource into the store in memory.
    let commit: Double
    /// A durable commit; `nil` without a durable store.
    var durableCommit: Double?
    /// SQLite: one resource.
    var sqliteGet: Double?
    /// SQLite: two attributes, with indexes.
    var sqliteIndexed: Double?
    /// SQLite: a week in order, with indexes.
    var sqliteSortedWeek: Double?
    /// SQLite: a week in order, without indexes.
    var sqliteScan: Double?
    /// SQLite: a durable commit.
    var sqliteCommit: Double?

    /// The names of the values, in the order of ``values``.
    static let names = [
        "get", "status & party", "week by date", "scan: week by date", "commit in memory", "durable commit",
        "SQLite: get", "SQLite: status & party", "SQLite: week by date", "SQLite: scan: week by date",
        "SQLite: durable commit",
    ]

    /// The values in seconds.
    var values: [Double?] {
        [
            get, indexed, sortedWeek, scan, commit, durableCommit, sqliteGet, sqliteIndexed, sqliteSortedWeek,
            sqliteScan, sqliteCommit,
        ]
    }
}
