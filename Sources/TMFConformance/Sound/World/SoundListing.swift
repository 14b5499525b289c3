import TMFExchange
import TMFJSON
import TMFModels

/// Rows of a list that were read, and what was learned about them.
struct SoundListing: Sendable {
    var rows: [SoundRow] = []
    /// Whether these are all rows of the list.
    var isComplete = false
    /// What the first page told as the number of rows.
    var total: Int?

    var ids: [String?] { rows.map(\.id) }
}

/// A list answer that could be read.
struct ListAnswer: Sendable {
    var response: APIResponse
    /// The rows, as many as may be read.
    var rows: [SoundRow]
    /// The number of rows in the answer.
    var count: Int
    /// `X-Total-Count`, if it is a number.
    var total: Int?
    var links: LinkHeader?

    /// Whether there is more to be had than was read.
    var isPartial: Bool { response.status == 206 || max(total ?? 0, count) > rows.count }
    /// Whether the rows are those of the whole list.
    var isWhole: Bool { rows.count == max(total ?? count, count) }
}
