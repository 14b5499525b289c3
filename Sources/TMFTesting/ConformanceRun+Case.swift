public import TMFConformance
public import Testing

extension ConformanceRun {
    /// The result of a request of the run, as an argument of a test.
    public struct Case: Sendable, Identifiable, CustomTestStringConvertible {
        /// The number of the request, counted from 1.
        public let id: Int
        /// The result of the request, or `nil` for the case of the complete run.
        public let step: ConformanceReport.Step?

        let problems: [ConformanceProblem]

        /// The number, the folder, the method and the name of the request.
        public var testDescription: String {
            guard let step else { return "the entire run" }
            return "\(id < 10 ? "0" : "")\(id) \(step.folder) \(step.method) \(step.name)"
        }

        /// Records an issue for each failure of the request.
        ///
        /// - Parameter sourceLocation: The source location of the issues.
        public func verify(sourceLocation: SourceLocation = #_sourceLocation) {
            for problem in problems { problem.record(at: sourceLocation) }
        }
    }
}
