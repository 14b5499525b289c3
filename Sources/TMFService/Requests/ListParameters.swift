import TMFModels
import TMFQuery
import TMFStore

/// The query string of a request, taken apart: what is a query of the store, and the cursor beside it.
struct ListParameters {
    /// The query.
    var query: ResourceQuery
    /// The cursor: empty where the client asks for one.
    var cursor: String?

    /// Reads the query string of a request.
    ///
    /// - Throws: ``ServiceError`` with 400 if it is not one, or with 414 if it is too long.
    init(_ text: String, of resource: ResourceDefinition, isStrict: Bool, limits: QueryLimits) throws(ServiceError) {
        var text = text
        var taken: (place: Int, length: Int)?
        if let found = Self.cursor(in: text) {
            cursor = found.value
            text = found.rest
            taken = (found.place, found.length)
        }
        do throws(QueryError) {
            query = try Self.query(text, resource.model, isStrict: isStrict, limits: limits)
        } catch {
            var error = error
            // The place is told in the text that the client wrote.
            if let taken, error.offset >= taken.place { error.offset += taken.length }
            throw ServiceError(error)
        }
    }

    private static func query<Resource: Model>(
        _ text: String, _ model: Resource.Type, isStrict: Bool, limits: QueryLimits
    ) throws(QueryError) -> ResourceQuery {
        isStrict
            ? try ResourceQuery(parsing: text, limits: limits, onlyAttributesOf: model)
            : try ResourceQuery(parsing: text, limits: limits)
    }

    /// Takes the first `cursor` out of a query string, with the separator before it, or behind it at the beginning.
    ///
    /// It stands between `&` only: beside a `;` it would be a part of an alternative.
    private static func cursor(in text: String) -> (value: String, rest: String, place: Int, length: Int)? {
        let name = "cursor"
        var start = text.startIndex
        while start <= text.endIndex {
            let end = text[start...].firstIndex(of: "&") ?? text.endIndex
            let parameter = text[start..<end]
            if parameter == name || parameter.hasPrefix(name + "=") {
                let isFirst = start == text.startIndex
                let from = isFirst ? start : text.index(before: start)
                let to = isFirst && end < text.endIndex ? text.index(after: end) : end
                return (
                    String(parameter.dropFirst(name.count + 1)), String(text[..<from] + text[to...]),
                    text.utf8.distance(from: text.startIndex, to: from), text.utf8.distance(from: from, to: to)
                )
            }
            guard end < text.endIndex else { return nil }
            start = text.index(after: end)
        }
        return nil
    }
}
