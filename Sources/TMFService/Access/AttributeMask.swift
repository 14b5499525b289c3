public import TMFJSON
import TMFQuery

/// The parts of resources that somebody does not see.
///
/// ```swift
/// let mask = AttributeMask([try JSONPath("$.note[?(@.@type=='InternalNote')]", dialect: .tmf630)])
/// ```
///
/// What is hidden is hidden from everything: it is in no answer, no filter finds a resource by it, and no order goes by it. A
/// patch leaves it alone: it is there afterwards as before, and a patch that would replace what holds it is refused (403).
public struct AttributeMask: Sendable, Hashable {
    /// The paths to what is hidden.
    public let paths: [JSONPath]
    /// The names of the attributes that something is hidden of, or `nil` if it may be any.
    let names: Set<String>?

    /// Nothing is hidden.
    public static let none = AttributeMask([])

    /// Hides notes whose `@type` is `InternalNote`, of interactions and of their items.
    public static let internalNotes = AttributeMask(
        ["$.note[?(@['@type']=='InternalNote')]", "$.interactionItem[*].note[?(@['@type']=='InternalNote')]"]
            .compactMap { try? JSONPath($0, dialect: .tmf630) })

    /// Creates a mask.
    ///
    /// - Parameter paths: The paths to what is hidden. Those that lead to the resource as a whole hide nothing.
    public init(_ paths: [JSONPath]) {
        self.paths = paths
        let first = paths.map(\.firstName)
        names = first.contains(nil) ? nil : Set(first.compactMap(\.self))
    }

    /// Returns a resource without what is hidden.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - limit: The number of nodes that the paths may visit.
    /// - Returns: The rest of the resource.
    /// - Throws: ``ServiceError`` with 500 if the paths visit more: then it is not known what must be hidden.
    func applied(to document: JSONDocument, visitingAtMost limit: Int) throws -> JSONDocument {
        var budget = limit
        var hidden: Set<Int> = []
        for path in paths { hidden.formUnion(try path.indices(in: document, budget: &budget)) }
        hidden.remove(0)
        guard !hidden.isEmpty else { return document }
        var writer = JSONWriter(capacity: document.bytes.count)
        Self.write(document.root, without: hidden, to: &writer)
        return try JSONDocument(parsing: writer.bytes, limits: TMFService.resourceLimits)
    }

    private static func write(_ element: JSONElement, without hidden: Set<Int>, to writer: inout JSONWriter) {
        switch element.kind {
        case .object:
            writer.beginObject()
            for member in element.members where !hidden.contains(member.value.index) {
                writer.writeName(member.name)
                write(member.value, without: hidden, to: &writer)
            }
            writer.endObject()
        case .array:
            writer.beginArray()
            for element in element.elements where !hidden.contains(element.index) {
                write(element, without: hidden, to: &writer)
            }
            writer.endArray()
        case .null, .bool, .number, .string: writer.write(element)
        }
    }
}
