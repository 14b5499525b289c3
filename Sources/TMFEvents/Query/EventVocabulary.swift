import TMFJSON
import TMFModels
import TMFQuery

/// The names that the query of a subscription may use, and their corrections.
struct EventVocabulary {
    /// The members of an event in any version of the APIs, without those that contain the resource.
    private static let members: Set<String> = [
        "id", "href", "eventId", "eventTime", "eventType", "correlationId", "domain", "title", "description",
        "priority", "timeOcurred", "fieldPath", "source", "reportingSystem", "relatedParty", "analyticCharacteristic",
        "@type",
        "@baseType", "truncated",
    ]
    /// The members of an event that contain a resource under its name.
    private static let roots = ["event", "previous"]

    let rules: EventRules
    private let text: String

    /// - Parameters:
    ///   - rules: The rules for events.
    ///   - text: The text of the query, in which errors are located.
    init(_ rules: EventRules, _ text: String) { (self.rules, self.text) = (rules, text) }

    private var resources: [ResourceDescription] { rules.resources.filter { $0.events != nil } }

    /// The names of all events.
    private var names: [String] {
        resources.flatMap { resource in PublishedEvent.Kind.allCases.compactMap { resource.events?[$0] } }
    }

    // MARK: - Paths

    /// Returns a filter whose paths start at the event.
    func rooted(_ filter: Filter) throws(QueryError) -> Filter {
        switch filter {
        case .all(let filters): return .all(try filters.map { filter throws(QueryError) in try rooted(filter) })
        case .any(let filters): return .any(try filters.map { filter throws(QueryError) in try rooted(filter) })
        case .not(let filter): return .not(try rooted(filter))
        case .equals(let path, let operands):
            let path = try rooted(path)
            return .equals(path, anyOf: path == ["eventType"] ? try types(operands) : operands)
        case .compare(let path, let order, let operand): return .compare(try rooted(path), order, operand)
        case .matches(let path, let pattern): return .matches(try rooted(path), pattern)
        case .exists(let path): return .exists(try rooted(path))
        // The condition starts at the element.
        case .anyElement(let path, let filter): return .anyElement(try rooted(path), filter)
        case .path(let path): return .path(try rooted(path))
        @unknown default: return filter
        }
    }

    /// Returns a path that starts at the event.
    func rooted(_ path: JSONPath) throws(QueryError) -> JSONPath {
        let names = path.query.segments.map(\.name).prefix { $0 != nil }.compactMap(\.self)
        guard !names.isEmpty else { return path }
        let rooted = try self.rooted(FieldPath(names)).names
        let rest = path.query.segments.dropFirst(names.count)
        let start = rooted.map { PathSegment([.name(PathName($0))]) }
        return JSONPath(PathQuery(isAbsolute: path.query.isAbsolute, segments: start + rest))
    }

    private func rooted(_ path: FieldPath) throws(QueryError) -> FieldPath {
        guard let first = path.names.first else { return path }
        // The name in version 5 of the APIs.
        if first == "timeOccurred" { return FieldPath(["timeOcurred"] + path.names.dropFirst()) }
        if Self.members.contains(first) { return path }
        if resources.contains(where: { $0.name == first }) { return FieldPath(["event"] + path.names) }
        if Self.roots.contains(first) {
            guard path.names.count > 1, !resources.contains(where: { $0.name == path.names[1] }) else { return path }
            throw error(.unknownAttribute, path.description, alternatives(resources.map { "\(first).\($0.name)" }))
        }
        if first == "cursor" { throw error(.unsupported, first, "no 'cursor'") }
        let owners = resources.filter { resource in resource.model.rows.contains { $0.name == first } }
        let meant = owners.map { "event.\($0.name).\(path)" }
        throw error(
            .unknownAttribute, path.description,
            alternatives(meant.isEmpty ? ["eventType"] + resources.map { "event.\($0.name)" } : meant))
    }

    // MARK: - Types

    /// Returns the names of events that operands stand for.
    private func types(_ operands: [FilterOperand]) throws(QueryError) -> [FilterOperand] {
        var found: [FilterOperand] = []
        var unknown: String?
        for operand in operands {
            guard case .text(let text) = operand, let name = EventTypeNames.current(text, among: resources) else {
                unknown = unknown ?? operand.description
                continue
            }
            found.append(.text(name))
        }
        // A list is also read as one text with commas, which is no name.
        if let unknown, found.isEmpty || !unknown.contains(",") {
            throw error(.invalidValue, "eventType", "\(alternatives(names)) in place of \(unknown)")
        }
        return found
    }

    /// Returns the names of the events that may satisfy a filter.
    func types(matching filter: Filter) -> Set<String> {
        Set(outlines.filter { $0.satisfies(filter) != false }.map(\.name))
    }

    /// Returns whether the type of an event alone decides if it satisfies a filter.
    func isDecidedByType(_ filter: Filter) -> Bool { outlines.allSatisfy { $0.satisfies(filter) != nil } }

    private var outlines: [EventOutline] {
        resources.flatMap { resource in
            PublishedEvent.Kind.allCases.compactMap { kind in
                resource.events.map { EventOutline(name: $0[kind], kind: kind, resource: resource.name) }
            }
        }
    }

    // MARK: - Errors

    private func alternatives(_ names: [String]) -> String {
        let quoted = names.map { "'\($0)'" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "an attribute of the event" }
        return "\(quoted.dropLast().joined(separator: ", ")) or \(last)"
    }

    /// Returns an error about a name, located at its first appearance in the text.
    func error(_ code: QueryError.Code, _ parameter: String, _ expectation: String) -> QueryError {
        let name = Array(parameter.prefix { $0 != "." && $0 != " " }.utf8)
        let text = Array(text.utf8)
        let offset = name.isEmpty ? 0 : text.indices.first { text[$0...].starts(with: name) } ?? 0
        return QueryError(code, parameter: parameter, offset: offset, expectation: expectation)
    }
}

/// The parts of an event that are known from its type, to decide whether events of the type can satisfy a filter.
private struct EventOutline {
    let name: String
    let kind: PublishedEvent.Kind
    let resource: String

    /// Returns whether all events of the type satisfy a filter, none does, or, as `nil`, some may.
    func satisfies(_ filter: Filter) -> Bool? {
        switch filter {
        case .all(let filters):
            let results = filters.map(satisfies)
            return results.contains(false) ? false : results.contains(nil) ? nil : true
        case .any(let filters):
            let results = filters.map(satisfies)
            return results.contains(true) ? true : results.contains(nil) ? nil : false
        case .not(let filter): return satisfies(filter).map { !$0 }
        case .equals(["eventType"], let operands): return operands.contains(.text(name))
        case .matches(["eventType"], let pattern): return pattern.matches(partOf: name)
        case .equals(let path, _), .compare(let path, _, _), .matches(let path, _), .exists(let path),
            .anyElement(let path, _):
            return isAbsent(path) ? false : nil
        case .path: return nil
        @unknown default: return nil
        }
    }

    private func isAbsent(_ path: FieldPath) -> Bool {
        switch path.names.first {
        case "event": path.names.count > 1 && path.names[1] != resource
        case "previous": kind == .create || kind == .delete || path.names.count > 1 && path.names[1] != resource
        case "id", "href": kind == .attributeValueChange
        case "fieldPath": kind != .attributeValueChange
        default: false
        }
    }
}
