public import TMFJSON

extension Model {
    /// Checks a value of a document against the rules of the model.
    ///
    /// An attribute that is `null` counts as absent, and if a name is repeated, the last member counts. An open value
    /// may be any string.
    ///
    /// - Parameters:
    ///   - element: The value. The pointers of the findings start at it.
    ///   - operation: The operation that the value is meant for.
    ///   - options: How strict the check is, and when it stops.
    /// - Returns: The findings, or an empty array if the value is valid. The findings of each object are in the order
    ///   of its attributes, with those inside an attribute's value at its place, followed by unknown attributes in the
    ///   order of the text and by the findings of ``rules``. Repeated names come last. If there are more findings than
    ///   the limit, these are the first ones.
    public static func findings(
        in element: JSONElement,
        for operation: ValidationOperation,
        options: ValidationOptions = ValidationOptions()
    ) -> [Finding] {
        check(element, for: operation, options: options).findings
    }

    /// Checks a value of a document, and also returns the indexes of the values that are `null` in place of an
    /// attribute of the model, in no particular order.
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

    /// Checks a JSON value against the rules of the model.
    ///
    /// This method first converts the value to a document. If you already have a document,
    /// ``findings(in:for:options:)-(JSONElement,_,_)`` is much faster.
    ///
    /// - Parameters:
    ///   - json: The value. A value that cannot become a document, because it is deeper than `JSONLimits.highestDepth`
    ///     or its text is longer than `JSONLimits.highestBytes`, has a single finding, ``Finding/Code/invalidFormat``.
    ///   - operation: The operation that the value is meant for.
    ///   - options: How strict the check is, and when it stops.
    /// - Returns: The findings, in the same order as for a document, or an empty array if the value is valid.
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

    /// A Boolean value that indicates whether objects of the type have members of types that the model does not know.
    ///
    /// The default is `false`.
    public static var hasOpenContent: Bool { false }
}
