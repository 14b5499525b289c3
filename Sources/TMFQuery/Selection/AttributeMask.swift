public import TMFJSON

/// A set of paths to the parts of resources that are hidden from a client.
///
/// ```swift
/// let mask = AttributeMask([try JSONPath("$.note[?(@.@type=='InternalNote')]", dialect: .tmf630)])
/// ```
///
/// A hidden attribute is not in any response, filters do not match it, and sorting ignores it. A patch changes the
/// visible parts and leaves the rest unchanged: objects keep their hidden members and arrays their hidden elements. The
/// service refuses (403) a patch that would lose a hidden part because it removes the value that contains it, and any
/// request that writes a part that would be hidden.
public struct AttributeMask: Sendable, Hashable {
    /// The paths to the hidden parts.
    public let paths: [JSONPath]
    /// The names of the attributes that have hidden parts, or `nil` if any attribute may.
    package let names: Set<String>?

    /// A mask that hides nothing.
    public static let none = AttributeMask([])

    /// A mask that hides notes whose `@type` is `InternalNote`, in interactions and in their items.
    public static let internalNotes = AttributeMask(
        ["$.note[?(@['@type']=='InternalNote')]", "$.interactionItem[*].note[?(@['@type']=='InternalNote')]"]
            .map(constant))

    /// Returns the path of a text that is a constant of this file.
    private static func constant(_ text: String) -> JSONPath {
        do {
            return try JSONPath(text, dialect: .tmf630)
        } catch {
            preconditionFailure("\(text) is not a path: \(error)")
        }
    }

    /// Creates a mask.
    ///
    /// - Parameter paths: The paths to the hidden parts. A path to the entire resource hides nothing.
    public init(_ paths: [JSONPath]) {
        self.paths = paths
        let first = paths.map(\.firstName)
        names = first.contains(nil) ? nil : Set(first.compactMap(\.self))
    }

    /// Returns a resource without its hidden parts.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - limit: The number of nodes that the paths may visit.
    /// - Returns: The visible part of the resource.
    /// - Throws: `JSONParsingError` if the visible part is too large, which is only possible if the resource is.
    package func applied(
        to document: JSONDocument, visitingAtMost limit: Int
    ) throws(JSONParsingError) -> JSONDocument {
        let veil = veil(of: document, visitingAtMost: limit)
        guard !veil.isEmpty else { return document }
        return try JSONDocument(parsing: JSONValue.object(veil.visible).serialized(), limits: .highest)
    }

    /// Returns the hidden parts of a resource.
    ///
    /// If the paths would visit too many nodes of a resource, all attributes that may have hidden parts are hidden.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - limit: The number of nodes that the paths may visit.
    /// - Returns: The hidden parts.
    package func veil(of document: JSONDocument, visitingAtMost limit: Int) -> AttributeVeil {
        var hidden: Set<Int> = []
        do {
            var budget = limit
            for path in paths { hidden.formUnion(try path.indices(in: document, budget: &budget)) }
            hidden.remove(0)
        } catch {
            let shown = FieldSelection.always
            hidden = Set(
                document.root.members
                    .filter { names?.contains($0.name) ?? !shown.contains($0.name) }
                    .map(\.value.index))
        }
        return AttributeVeil(document, hidden: hidden)
    }
}
