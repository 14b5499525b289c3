public import TMFJSON

/// What a check needs to know: for what, by whose word, and where in the document it is.
public struct ValidationContext: Sendable {
    /// The operation a document is meant for.
    @nonexhaustive
    public enum Operation: Sendable, Hashable {
        /// The body of a create request.
        case create
        /// A whole resource, as it is stored and answered.
        case resource
    }

    package let operation: Operation
    package let profile: ValidationProfile
    package var pointer = JSONPointer()
    package var refinements: [String: AttributeRules] = [:]

    package init(operation: Operation, profile: ValidationProfile) {
        self.operation = operation
        self.profile = profile
    }

    /// The rule that makes an attribute mandatory here.
    var mandatory: AttributeRules {
        profile == .certification ? .mandatoryForCertification : .mandatoryInSpecification
    }
}

extension Model {
    /// Returns everything that is wrong with a document by the rules of the model's attributes.
    ///
    /// Members that no attribute has the name of are never wrong, nor is the value of an open value.
    ///
    /// - Parameters:
    ///   - json: The document.
    ///   - operation: What the document is meant for.
    ///   - profile: Whose word counts where the sources disagree.
    /// - Returns: The findings in the order of the attributes; empty if there is nothing wrong.
    public static func findings(
        in json: JSONValue,
        for operation: ValidationContext.Operation,
        profile: ValidationProfile = .certification
    ) -> [Finding] {
        guard case .object = json else {
            let message = ModelMismatch(type: typeName, found: json.kind).description
            return [Finding(.typeMismatch, at: JSONPointer(), message)]
        }
        var findings: [Finding] = []
        _check(json, ValidationContext(operation: operation, profile: profile), into: &findings)
        return findings
    }

    /// Adds what is wrong with the members of an object.
    public static func _check(_ json: JSONValue, _ check: ValidationContext, into findings: inout [Finding]) {
        guard case .object(let object) = json else { return }
        for row in attributes.rows {
            let pointer = check.pointer.appending(row.name)
            let rules = row.rules.union(check.refinements[row.name] ?? [])
            guard let value = object[row.name], !value.isNull else {
                if rules.contains(check.mandatory) {
                    findings.append(Finding(.missing, at: pointer, "\(row.name) is mandatory"))
                }
                continue
            }
            if check.operation == .create, check.pointer.tokens.isEmpty, rules.contains(.setByServer) {
                findings.append(Finding(.setByServer, at: pointer, "\(row.name) is set by the server"))
                continue
            }
            var inner = check
            inner.refinements = row.refinements
            guard row.isArray else {
                inner.pointer = pointer
                row.checkOne(value, inner, into: &findings)
                continue
            }
            guard case .array(let elements) = value else {
                let message = "\(row.name) must be an array of \(row.type), found \(value.kind)"
                findings.append(Finding(.typeMismatch, at: pointer, message))
                continue
            }
            if elements.isEmpty, rules.contains(check.mandatory) {
                findings.append(Finding(.missing, at: pointer, "\(row.name) needs at least one element"))
            }
            for (position, element) in elements.enumerated() {
                inner.pointer = pointer.appending(index: position)
                row.checkOne(element, inner, into: &findings)
            }
        }
    }
}

extension AttributeRow {
    /// Adds what is wrong with one value, of an array one element.
    fileprivate func checkOne(_ value: JSONValue, _ check: ValidationContext, into findings: inout [Finding]) {
        var isRight = isReadable(value)
        if type == .integer, let number = value.numberValue { isRight = number.isInteger }
        guard isRight else {
            let message = "\(name) must be a \(type), found \(value.kind)"
            findings.append(Finding(.typeMismatch, at: check.pointer, message))
            return
        }
        self.check(value, check, &findings)
    }
}
