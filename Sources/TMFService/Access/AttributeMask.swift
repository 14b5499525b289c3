public import TMFJSON
import TMFQuery

/// The parts of resources that somebody does not see.
///
/// ```swift
/// let mask = AttributeMask([try JSONPath("$.note[?(@.@type=='InternalNote')]", dialect: .tmf630)])
/// ```
///
/// A hidden attribute is hidden from everything: it is in no answer, no filter finds a resource by it, and no order goes by it. A
/// patch changes what is seen and leaves the rest as it is: objects keep their hidden members, arrays their hidden elements. A
/// patch that would lose something hidden, as it takes away what holds it, is refused (403), and so is writing what would
/// be hidden.
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
            .map(constant))

    /// The path with a text that stands in this file.
    private static func constant(_ text: String) -> JSONPath {
        do {
            return try JSONPath(text, dialect: .tmf630)
        } catch {
            preconditionFailure("\(text) is not a path: \(error)")
        }
    }

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
    /// - Throws: ``ServiceError`` with 413 if the rest is too large, which it is only if the resource is.
    func applied(to document: JSONDocument, visitingAtMost limit: Int) throws(ServiceError) -> JSONDocument {
        let veil = veil(of: document, visitingAtMost: limit)
        return veil.isEmpty ? document : try JSONDocument(resource: JSONValue.object(veil.visible).serialized())
    }

    /// Returns what is hidden of a resource.
    ///
    /// A resource in which the paths would visit too many nodes loses every attribute that something may be hidden of.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - limit: The number of nodes that the paths may visit.
    /// - Returns: The places.
    func veil(of document: JSONDocument, visitingAtMost limit: Int) -> AttributeVeil {
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
