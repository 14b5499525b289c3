extension Model {
    /// Returns the problems of the value by the rules of its model.
    ///
    /// ```swift
    /// let findings = interaction.findings(for: .create)    // /reason: reason is missing
    /// ```
    ///
    /// - Parameters:
    ///   - operation: The operation that the value is meant for.
    ///   - options: The strictness and the limits of the check.
    /// - Returns: The findings in the order of the attributes, with pointers into the value's JSON; empty if there is no problem.
    public func findings(
        for operation: ValidationOperation, options: ValidationOptions = ValidationOptions()
    ) -> [Finding] {
        Self.findings(in: json, for: operation, options: options)
    }
}
