import TMFEvents
import TMFExchange

/// The events of one API, which clients can read.
final class ServedEvents: Sendable {
    /// The last segment of the path.
    static let name = "event"

    let rules: EventRules
    /// The maximum number of bytes of an event.
    let eventSize: Int
    /// The path, percent-encoded.
    let path: String
    /// The segments of the path, decoded.
    let segments: [String]
    /// The types of resources whose events can be read, at least one.
    let resources: [ServedResource]

    init(_ rules: EventRules, eventSize: Int, _ subjects: EventSubjects) {
        self.rules = rules
        self.eventSize = eventSize
        path = subjects.path(of: Self.name)
        segments = subjects.segments(of: Self.name)
        resources = subjects.resources
    }

    /// The operations that the path supports, with their methods.
    static let methods: [(method: APIMethod, operation: ServiceOperation)] = [
        (.get, .list), (.head, .list), (.options, .describe),
    ]

    /// Returns the operation of a method on the path.
    ///
    /// - Throws: ``ServiceError`` with 405 if the path does not support the method.
    static func operation(of method: APIMethod) throws(ServiceError) -> ServiceOperation {
        guard let found = methods.first(where: { $0.method == method }) else {
            throw ServiceError.methodNotAllowed(method, allowed: capabilities)
        }
        return found.operation
    }

    /// The header fields that list the methods that the path supports.
    static var capabilities: APIHeaders { [.allow: methods.map(\.method.rawValue).joined(separator: ", ")] }
}
