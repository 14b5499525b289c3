extension ConformanceKit {
    /// Returns the kit with checks that run behind its own, by both verdicts.
    ///
    /// - Parameter checks: The checks.
    /// - Returns: The changed kit.
    public func with(checks: [ConformanceCheck]) -> ConformanceKit {
        var result = self
        result.checks += checks
        return result
    }
}
