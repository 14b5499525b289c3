import TMFJSON
import TMFQuery
import TMFStore

extension EventScope {
    /// The scope as JSON, or `nil` if everything is visible.
    var json: JSONValue? {
        guard let parts else { return nil }
        var json = JSONObject()
        for (collection, part) in parts.sorted(by: { JSONText.precedes($0.key.rawValue, $1.key.rawValue) }) {
            var members = JSONObject()
            if !part.rows.isEmpty { members["rows"] = .string(ResourceQuery(filter: part.rows).text) }
            if !part.mask.paths.isEmpty {
                members["mask"] = .array(part.mask.paths.map { .string($0.description) })
            }
            json[collection.rawValue] = .object(members)
        }
        return .object(json)
    }

    /// Reads a scope.
    ///
    /// - Throws: `QueryError` or `JSONPathError` if a part cannot be read, which must not become a wider scope.
    init(_ json: JSONValue?) throws {
        guard let json else {
            self = .everything
            return
        }
        var parts: [CollectionName: Part] = [:]
        for member in json.objectValue ?? [:] {
            var part = Part()
            if let rows = member.value["rows"] {
                part.rows = try ResourceQuery(parsing: rows.stringValue ?? "", limits: .ofKeptTexts).filter
            }
            if let paths = member.value["mask"] {
                part.mask = AttributeMask(
                    try (paths.arrayValue ?? []).map { try JSONPath($0.stringValue ?? "", dialect: .tmf630) })
            }
            parts[CollectionName(rawValue: member.name)] = part
        }
        self.init(parts)
    }
}

extension QueryLimits {
    /// The limits of the texts of queries that were accepted before, in any form.
    static let ofKeptTexts = Self.default.forKeptTexts

    /// The limits for the text of a query that was accepted before, whose normal form can be longer.
    var forKeptTexts: QueryLimits {
        var limits = self
        (limits.length, limits.terms, limits.pathDepth) = (.max, .max, .max)
        limits.pattern = RegularExpression.Limits(
            patternLength: .max, programSize: RegularExpression.Limits.highestProgramSize)
        return limits
    }
}
