public import TMFJSON

/// A rule of a model beyond those of its attributes, such as one that relates two attributes.
///
/// ```swift
/// struct Shift: Model {
///     // …
///     static let rules = [
///         ModelRule { shift in
///             guard let first = shift["firstHour"]?.numberValue, let last = shift["lastHour"]?.numberValue,
///                 last < first
///             else { return [] }
///             return [Finding(.custom("shiftOrder"), at: "/lastHour", "lastHour is before firstHour")]
///         }
///     ]
/// }
/// ```
public struct ModelRule: Sendable {
    /// Adds the findings of the object at an index of a tape.
    let check: AttributeTable.Check

    /// Creates a rule.
    ///
    /// - Parameter findings: Returns the problems of an object of the model's type, with pointers that start at the
    ///   object. It is called for every such object, including objects with other findings, so an attribute may be
    ///   absent or of any type.
    public init(_ findings: @escaping @Sendable (_ object: JSONElement) -> [Finding]) {
        check = { _, _, index, context in
            for finding in findings(JSONElement(document: context.document, index: index)) {
                guard !context.isFull else { return }
                let pointer = JSONPointer(tokens: context.pointer.tokens + finding.pointer.tokens)
                context.add(Finding(finding.code, at: pointer, finding.message))
            }
        }
    }

    init(check: @escaping AttributeTable.Check) { self.check = check }
}
