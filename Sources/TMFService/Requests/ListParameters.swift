import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// The parts of a request's query string: the query for the store, the cursor, and the rest for links.
struct ListParameters {
    /// The names of the parameters that select a page.
    private static let paging: Set<String> = ["offset", "limit", cursorName]
    private static let cursorName = "cursor"

    /// The query.
    var query: ResourceQuery
    /// The cursor, which is empty if the client requests a new one.
    let cursor: String?
    private let text: String

    /// Reads the query string of a request.
    ///
    /// - Throws: ``ServiceError`` with 400 if it is not valid or exceeds a limit.
    init(
        _ text: String, of resource: ResourceDescription, isStrict: Bool, ignoring ignored: Set<String>,
        limits: QueryLimits
    ) throws(ServiceError) {
        self.text = text
        var remainder: QueryText.Remainder?
        // A query that is longer than the limit is not parsed further.
        if text.utf8.count <= limits.length, !ignored.isEmpty || text.contains(Self.cursorName) {
            remainder = QueryText(text).removing(ignored.union([Self.cursorName]))
        }
        cursor = remainder?.taken[Self.cursorName]
        do throws(QueryError) {
            query = try Self.query(remainder?.text ?? text, resource.model, isStrict: isStrict, limits: limits)
        } catch {
            var error = error
            // The position of the error refers to the text that the client wrote.
            if let remainder { error.offset = remainder.origin(of: error.offset) }
            throw ServiceError(error)
        }
    }

    private static func query<Resource: Model>(
        _ text: String, _ model: Resource.Type, isStrict: Bool, limits: QueryLimits
    ) throws(QueryError) -> ResourceQuery {
        isStrict
            ? try ResourceQuery(parsing: text, limits: limits, onlyAttributesOf: model)
            : try ResourceQuery(parsing: text, limits: limits, for: model)
    }

    /// The parameters as the client wrote them, except for those that select a page, for use in a link (RFC 8288
    /// section 3).
    var textWithoutPage: String { PercentEncoding.linkable(QueryText(text).removing(Self.paging).text) }
}
