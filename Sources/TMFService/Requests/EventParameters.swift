import TMFEvents
import TMFExchange
import TMFJSON
import TMFQuery

/// The parts of a request for events: the position, the number of events, and which events are wanted.
struct EventParameters {
    private static let cursorName = "after"
    private static let limitName = "limit"
    private static let defaultLimit = 100

    /// The position of the last known event, or `nil` for only the events that happen from now on.
    let cursor: EventCursor?
    /// The maximum number of events in the response.
    let limit: Int
    /// The events that the client wants.
    let query: EventQuery
    /// The parameters as the client wrote them, except for the position.
    private let text: String

    /// Reads the query string of a request, and the position in its `Last-Event-ID` field, which comes first.
    ///
    /// - Throws: ``ServiceError`` with 400 if a part is not valid or exceeds a limit.
    init(
        _ request: APIRequest, of events: ServedEvents, ignoring ignored: Set<String>, limits: ServiceLimits
    ) throws(ServiceError) {
        let text = request.query ?? ""
        // A query that is longer than the limit is not parsed further.
        guard text.utf8.count <= limits.query.length else {
            throw ServiceError(
                .invalidQueryParameter, "The query can have at most \(limits.query.length) bytes.")
        }
        let parameters = QueryText(text)
        let remainder = parameters.removing(ignored.union([Self.cursorName, Self.limitName]))
        cursor = try Self.cursor(request.headers[.lastEventID], remainder.taken[Self.cursorName])
        limit = try Self.limit(remainder.taken[Self.limitName], limits)
        do throws(QueryError) {
            query = try EventQuery(parsing: remainder.text, of: events.rules)
        } catch {
            var error = error
            // The position of the error refers to the text that the client wrote.
            error.offset = remainder.origin(of: error.offset)
            throw ServiceError(error)
        }
        self.text = parameters.removing([Self.cursorName]).text
    }

    private static func cursor(_ field: String?, _ parameter: String?) throws(ServiceError) -> EventCursor? {
        if let field, !field.isEmpty {
            guard let cursor = EventCursor(field) else {
                throw ServiceError(.invalidHeaderValue, "Last-Event-ID must be the position of an event.")
            }
            return cursor
        }
        guard let parameter else { return nil }
        guard let cursor = EventCursor(parameter) else {
            throw ServiceError(
                .invalidQueryParameter, "'\(cursorName)' must be a position from 'tmf-cursor' of an earlier response.")
        }
        return cursor
    }

    private static func limit(_ parameter: String?, _ limits: ServiceLimits) throws(ServiceError) -> Int {
        guard let parameter else { return max(min(defaultLimit, limits.maximumPageSize), 1) }
        guard let limit = Int(parameter), limit > 0 else {
            throw ServiceError(.invalidQueryParameter, "'\(limitName)' must be a number from 1.")
        }
        return max(min(limit, limits.maximumPageSize), 1)
    }

    /// Returns the address of the events after a position, with the other parameters of the request.
    ///
    /// - Parameters:
    ///   - address: The address of the events without a query string.
    ///   - cursor: The position.
    /// - Returns: The address in the form for links.
    func address(_ address: String, after cursor: EventCursor) -> String {
        let rest = PercentEncoding.linkable(text)
        return "\(address)?\(Self.cursorName)=\(cursor)" + (rest.isEmpty ? "" : "&\(rest)")
    }
}
