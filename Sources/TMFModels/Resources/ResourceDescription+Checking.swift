public import TMFJSON

extension ResourceDescription {
    /// Returns the violations of the model's rules in a resource.
    ///
    /// - Parameters:
    ///   - element: The resource; pointers in the findings start at it.
    ///   - operation: The purpose of the resource, which determines the rules that apply.
    ///   - options: The strictness and the limits of the check.
    /// - Returns: The findings; empty if the resource is valid.
    public func findings(
        in element: JSONElement, for operation: ValidationOperation,
        options: ValidationOptions = ValidationOptions()
    ) -> [Finding] {
        check(element, for: operation, options: options).findings
    }

    /// Returns the findings for a resource, and the indexes of `null` values where the model has an attribute.
    package func check(
        _ element: JSONElement, for operation: ValidationOperation, options: ValidationOptions
    ) -> (findings: [Finding], nulls: [Int]) {
        func check<Resource: Model>(_: Resource.Type) -> (findings: [Finding], nulls: [Int]) {
            Resource.check(element, for: operation, options: options)
        }
        return check(model)
    }

    /// Returns the names of the model's first-level attributes that have the given rules.
    package func attributes(with rules: AttributeRules) -> [String] {
        model.rows.filter { $0.rules.isSuperset(of: rules) }.map(\.name)
    }
}
