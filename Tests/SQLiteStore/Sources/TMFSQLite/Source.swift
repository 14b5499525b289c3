import TMForum

/// A statement that selects the numbers of the resources that may satisfy a filter.
struct Source {
    var sql: String
    var parameters: [SQLiteValue]
    /// A Boolean value that indicates whether all of these resources satisfy the filter.
    var isExact = true
    /// A Boolean value that indicates whether the statement selects each number only once.
    var isUnique = true
    /// A Boolean value that indicates whether the statement selects all resources of a collection.
    var isComplete = false

    /// Returns a source of all resources of a collection.
    static func all(of collection: Int64, isExact: Bool) -> Source {
        Source(
            sql: "SELECT number FROM resource WHERE collection = ?", parameters: [.integer(collection)],
            isExact: isExact, isComplete: true)
    }

    /// Returns a source of the resources that any of several sources selects.
    static func any(of sources: [Source]) -> Source {
        guard let first = sources.first else { return Source(sql: "SELECT 0 AS number WHERE 0", parameters: []) }
        guard sources.count > 1 else { return first }
        return Source(
            sql: sources.map(\.sql).joined(separator: " UNION ALL "), parameters: sources.flatMap(\.parameters),
            isExact: sources.allSatisfy(\.isExact), isUnique: false)
    }

    /// The statement that selects each number once.
    var numbers: String { isUnique ? sql : "SELECT DISTINCT number FROM (\(sql))" }

    /// The statement that selects the numbers and documents in the order of creation.
    var documents: String {
        "SELECT number, document FROM resource WHERE "
            + (isComplete ? "collection = ?" : "number IN (\(sql))") + " ORDER BY number"
    }
}
