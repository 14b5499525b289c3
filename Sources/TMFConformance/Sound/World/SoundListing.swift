import TMFExchange
import TMFJSON
import TMFModels

/// Rows that were read from a list, and the facts learned about them.
struct SoundListing: Sendable {
    var rows: [SoundRow] = []
    /// A Boolean value that indicates whether these are all rows of the list.
    var isComplete = false
    /// The number of rows according to the first page.
    var total: Int?

    var ids: [String?] { rows.map(\.id) }
}

/// A valid response to a list request.
struct ListAnswer: Sendable {
    var response: APIResponse
    /// The rows, up to the limit.
    var rows: [SoundRow]
    /// The number of rows in the response.
    var count: Int
    /// `X-Total-Count`, if it is a number.
    var total: Int?
    var links: LinkHeader?

    /// A Boolean value that indicates whether the list has more rows than were read.
    var isPartial: Bool { response.status == 206 || max(total ?? 0, count) > rows.count }
    /// A Boolean value that indicates whether the rows are those of the complete list.
    var isWhole: Bool { rows.count == max(total ?? count, count) }
}
