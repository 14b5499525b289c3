public import TMFJSON

extension Model {
    /// Returns what is wrong with a value of a document by the rules of the model.
    ///
    /// An attribute that is `null` counts as absent, and of a repeated name the last member counts. An open value may
    /// be any string.
    ///
    /// - Parameters:
    ///   - element: The value; pointers begin at it.
    ///   - operation: What the value is meant for.
    ///   - options: How strict the check is, and when it stops.
    /// - Returns: The findings, empty if there is nothing wrong. At every object they come in the order of the
    ///   attributes, those inside an attribute's value in its place; then unknown attributes, in the order of the text;
    ///   then what ``rules`` say. Repeated names come last. Where there are more than the limit, these are the first
    ///   ones.
    public static func findings(
        in element: JSONElement,
        for operation: ValidationOperation,
        options: ValidationOptions = ValidationOptions()
    ) -> [Finding] {
        check(element, for: operation, options: options).findings
    }

    /// Returns what is wrong with a value of a document, and the indexes of the values that are `null` where an attribute
    /// of the model is, in no order.
    package static func check(
        _ element: JSONElement, for operation: ValidationOperation, options: ValidationOptions
    ) -> (findings: [Finding], nulls: [Int]) {
        let document = element.document
        let (text, tape) = (document.bytes.span, document.tape.span)
        guard tape.token(at: element.index).isKind(JSONToken.Code.object) else {
            let message = ModelMismatch(type: typeName, found: element.kind).description
            return ([Finding(.typeMismatch, at: JSONPointer(), message)], [])
        }
        var context = ValidationContext(document, operation, options)
        check(text, tape, at: element.index, &context)
        if options.profile == .specification { context.checkRepeatedNames(tape, at: element.index) }
        return (context.findings, context.nulls)
    }

    /// Returns what is wrong with a JSON value by the rules of the model.
    ///
    /// It makes a document of the value; where there is a document, ``findings(in:for:options:)-(JSONElement,_,_)`` is
    /// much faster.
    ///
    /// - Parameters:
    ///   - json: The value. One that cannot be a document, as it is deeper than `JSONLimits.highestDepth` or its text
    ///     longer than `JSONLimits.highestBytes`, has one finding, ``Finding/Code/invalidFormat``.
    ///   - operation: What the value is meant for.
    ///   - options: How strict the check is, and when it stops.
    /// - Returns: The findings, as they are for a document; empty if there is nothing wrong.
    public static func findings(
        in json: JSONValue,
        for operation: ValidationOperation,
        options: ValidationOptions = ValidationOptions()
    ) -> [Finding] {
        let limits = JSONLimits.highest
        do {
            return findings(in: try JSONDocument(json, limits: limits).root, for: operation, options: options)
        } catch {
            return [Finding(.invalidFormat, at: JSONPointer(), "The value cannot be checked: \(error)")]
        }
    }

    /// Adds the findings of the value at an index of a tape, if it is an object.
    @usableFromInline
    static func check(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, _ context: inout ValidationContext) {
        guard tape.token(at: index).isKind(JSONToken.Code.object) else { return }
        context.check(text, tape, at: index, by: attributes.table)
        for rule in rules { rule.check(text, tape, index, &context) }
    }

    /// No rules beyond those of the attributes.
    public static var rules: [ModelRule] { [] }

    /// Whether the type has members of types that the model does not know: `false` unless a model says otherwise.
    public static var hasOpenContent: Bool { false }
}
