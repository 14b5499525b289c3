import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// The query string of a request, taken apart: what is a query of the store, the cursor beside it, and what is left for links.
struct ListParameters {
    /// The names of the parameters that say which page is meant.
    private static let paging: Set<String> = ["offset", "limit", cursorName]
    private static let cursorName = "cursor"

    /// The query.
    var query: ResourceQuery
    /// The cursor: empty where the client asks for one.
    let cursor: String?
    private let text: String

    /// Reads the query string of a request.
    ///
    /// - Throws: ``ServiceError`` with 400 if it is not one, or asks for too much.
    init(
        _ text: String, of resource: ResourceDescription, isStrict: Bool, ignoring ignored: Set<String>,
        limits: QueryLimits
    ) throws(ServiceError) {
        self.text = text
        var remainder: QueryText.Remainder?
        // A query longer than the limit is not analyzed further.
        if text.utf8.count <= limits.length, !ignored.isEmpty || text.contains(Self.cursorName) {
            remainder = QueryText(text).removing(ignored.union([Self.cursorName]))
        }
        cursor = remainder?.taken[Self.cursorName]
        do throws(QueryError) {
            query = try Self.query(remainder?.text ?? text, resource.model, isStrict: isStrict, limits: limits)
        } catch {
            var error = error
            // The place is told in the text that the client wrote.
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

    /// The parameters as the client wrote them, without the page, for use in a link (RFC 8288 section 3).
    var textWithoutPage: String { PercentEncoding.linkable(QueryText(text).removing(Self.paging).text) }
}
