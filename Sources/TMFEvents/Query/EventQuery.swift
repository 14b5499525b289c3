import TMFJSON
import TMFModels
public import TMFQuery

/// The events that a reader wants, in the query language of lists.
///
/// The paths of a query start at the event: `eventType=CustomerStateChangeEvent&event.customer.status=Approved`. A path
/// that starts with the name of a resource, such as `customer.status`, is read as one that starts with `event`. A query
/// that can never match is refused, because its author would wait for events in vain.
///
/// The event of a deletion is compared with the last state of the resource, and every other event with the state after
/// the change. `previous.customer.status` is the value before the change, if the event reports that it changed.
public struct EventQuery: Sendable, Hashable {
    /// The prepared query, which all copies share.
    private final class Contents: Sendable {
        let compiled: CompiledQuery
        let types: Set<String>
        let readsPreviousValues: Bool
        let isUnconditional: Bool

        init(_ query: ResourceQuery, _ types: Set<String>, _ vocabulary: EventVocabulary) {
            self.types = types
            isUnconditional = vocabulary.isDecidedByType(query.filter)
            readsPreviousValues = query.mayRead(anyOf: ["previous"])
            compiled = CompiledQuery(query, limits: vocabulary.rules.limits)
        }
    }

    private let contents: Contents

    var query: ResourceQuery { contents.compiled.query }
    /// The names of the events that may match.
    var types: Set<String> { contents.types }
    /// A Boolean value that indicates whether the condition reads previous values.
    var readsPreviousValues: Bool { contents.readsPreviousValues }
    /// A Boolean value that indicates whether all events of the types are wanted.
    var isUnconditional: Bool { contents.isUnconditional }

    /// Creates a query by parsing its text, which is that of a query string.
    ///
    /// - Parameters:
    ///   - text: The query without its `?`, percent-encoded; empty for all events.
    ///   - rules: The rules for events, which tell the names of events and resources.
    /// - Throws: `QueryError` if the text is not a query, names an attribute that no event has, can never match, or
    ///   contains a parameter other than conditions, `filter` and `fields`.
    public init(parsing text: String, of rules: EventRules = EventRules()) throws(QueryError) {
        let text = text.hasPrefix("?") ? String(text.dropFirst()) : text
        var query = try ResourceQuery(parsing: text, limits: rules.limits)
        let vocabulary = EventVocabulary(rules, text)
        guard query.sort.isEmpty, query.page == Page() else {
            let name = query.sort.isEmpty ? "offset and limit" : "sort"
            throw vocabulary.error(
                .unsupported, name, "no '\(name)', because events are delivered one by one and in order")
        }
        query.filter = try vocabulary.rooted(query.filter)
        if let fields = query.fields {
            query.fields = FieldSelection(
                try fields.paths.map { path throws(QueryError) in try vocabulary.rooted(path) })
        }
        try self.init(query, vocabulary)
    }

    private init(_ query: ResourceQuery, _ vocabulary: EventVocabulary) throws(QueryError) {
        let types = vocabulary.types(matching: query.filter)
        guard !types.isEmpty else {
            throw vocabulary.error(.invalidValue, "", "a condition that some event can satisfy")
        }
        contents = Contents(query, types, vocabulary)
    }

    /// The text of the query, which parses to an equal query.
    public var text: String { query.text }

    /// The parts of events that the reader selects, or `nil` for all.
    ///
    /// `eventId`, `eventType`, `eventTime` and the `id`, `href` and `@type` of the resource are always selected.
    public var fields: FieldSelection? { query.fields }

    /// Returns whether the reader wants an event.
    ///
    /// An event on which the condition takes too much work is wanted, so that it is not lost.
    ///
    /// - Parameter event: The event, as the reader sees it.
    /// - Returns: `true` if the event matches.
    public func matches(_ event: PublishedEvent) -> Bool {
        guard types.contains(event.type) else { return false }
        return isUnconditional || matches(event.condition(readsPreviousValues))
    }

    /// Returns whether the reader wants an event of one of its types.
    ///
    /// - Parameter document: The complete event, or `nil` if it cannot be read.
    /// - Returns: `true` if the event matches.
    func matches(_ document: JSONDocument?) -> Bool {
        guard let document else { return true }
        return (try? contents.compiled.matches(document)) ?? true
    }

    /// Returns whether two queries want the same events and parts of them.
    public static func == (first: EventQuery, second: EventQuery) -> Bool {
        first.contents === second.contents || first.query == second.query
    }

    /// Hashes the condition and the selection.
    public func hash(into hasher: inout Hasher) { hasher.combine(query) }
}

extension PublishedEvent {
    /// Returns the event in the form that conditions are compared with.
    func condition(_ includesPreviousValues: Bool) -> JSONDocument? {
        let shape = EventShape(includesPreviousValues: includesPreviousValues, size: .max)
        return try? JSONDocument(parsing: serialized(shape), limits: .highest)
    }
}
