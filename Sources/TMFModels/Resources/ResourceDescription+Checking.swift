public import TMFJSON

extension ResourceDescription {
    /// Returns what is wrong with a resource by the rules of its model.
    ///
    /// - Parameters:
    ///   - element: The resource; pointers begin at it.
    ///   - operation: What the resource is meant for.
    ///   - options: How strict the check is, and when it stops.
    /// - Returns: The findings, empty if there is nothing wrong.
    public func findings(
        in element: JSONElement, for operation: ValidationOperation,
        options: ValidationOptions = ValidationOptions()
    ) -> [Finding] {
        check(element, for: operation, options: options).findings
    }

    /// Returns what is wrong with a resource, and the indexes of the values that are `null` where an attribute of the model is.
    package func check(
        _ element: JSONElement, for operation: ValidationOperation, options: ValidationOptions
    ) -> (findings: [Finding], nulls: [Int]) {
        func check<Resource: Model>(_: Resource.Type) -> (findings: [Finding], nulls: [Int]) {
            Resource.check(element, for: operation, options: options)
        }
        return check(model)
    }

    /// The names of the model's attributes of the first level that have some rules.
    package func attributes(with rules: AttributeRules) -> [String] {
        model.rows.filter { $0.rules.isSuperset(of: rules) }.map(\.name)
    }
}
