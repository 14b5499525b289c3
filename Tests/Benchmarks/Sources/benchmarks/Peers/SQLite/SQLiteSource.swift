#if HAVE_SQLITE
/// Where the rows of an answer come from, in the words of SQL.
struct SQLiteSource {
    /// The column of the text.
    var json = "json"
    /// Tables and conditions.
    let rows: String
    /// The order, if one was asked for.
    var order = ""

    /// The statement for a page.
    ///
    /// - Parameter limit: The most rows.
    /// - Returns: The statement; its only column is the text.
    func page(limit: Int) -> String { "SELECT \(json) FROM \(rows) \(order) LIMIT \(limit)" }

    /// The statement for the number of all rows.
    var count: String { "SELECT count(*) FROM \(rows)" }

    /// The questions, answered by columns and indexes.
    ///
    /// The first of two conditions finds rows in the table of the array, the second is looked up in its index together
    /// with the row, so that only rows that match are read. Left alone, the planner reads them all.
    static let indexed: [StoreQuestion: Self] = {
        let week = "interaction WHERE creationDate >= ?1 AND creationDate < ?2"
        return [
            .get: Self(rows: "interaction WHERE id = ?1"),
            .statusAndParty: Self(
                json: "interaction.json",
                rows: """
                    relatedParty AS party
                    CROSS JOIN interaction AS state INDEXED BY byStatus
                        ON state.status = 'open' AND state.number = party.number
                    CROSS JOIN interaction ON interaction.number = state.number
                    WHERE party.value = ?1
                    """,
                order: "ORDER BY party.number"),
            .sortedWeek: Self(rows: week, order: "ORDER BY creationDate, id"),
            .week: Self(rows: week),
            .top: Self(rows: "interaction", order: "ORDER BY creationDate DESC, id"),
        ]
    }()

    /// The questions, answered by looking into the text of every row.
    static let plain: [StoreQuestion: Self] = {
        let date = SQLiteSchema.utc("$.creationDate")
        let week = "plain WHERE \(date) >= ?1 AND \(date) < ?2"
        return [
            .get: Self(rows: "plain WHERE json ->> '$.id' = ?1"),
            .statusAndParty: Self(
                rows: """
                    plain WHERE json ->> '$.status' = 'open' AND EXISTS (
                        SELECT 1 FROM json_each(plain.json, '$.relatedParty') WHERE value ->> '$.id' = ?1)
                    """),
            .sortedWeek: Self(rows: week, order: "ORDER BY \(date), json ->> '$.id'"),
            .week: Self(rows: week),
            .top: Self(rows: "plain", order: "ORDER BY \(date) DESC, json ->> '$.id'"),
        ]
    }()
}
#endif
