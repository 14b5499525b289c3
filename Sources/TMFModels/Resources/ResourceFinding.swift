/// A finding about one of several resources.
public struct ResourceFinding: Sendable, Hashable, CustomStringConvertible {
    /// The position of the resource among the checked resources, from 0.
    public var position: Int
    /// The line that contains the resource, from 1, if every resource has its own line.
    public var line: Int?
    /// The identifier of the resource, if it has one.
    public var id: String?
    /// The finding, whose pointer starts at the resource.
    public var finding: Finding

    /// Creates a finding.
    ///
    /// - Parameters:
    ///   - position: The position of the resource, from 0.
    ///   - line: The line that contains the resource, from 1.
    ///   - id: The identifier of the resource.
    ///   - finding: The finding, whose pointer starts at the resource.
    public init(position: Int, line: Int? = nil, id: String? = nil, finding: Finding) {
        self.position = position
        self.line = line
        self.id = id
        self.finding = finding
    }

    /// A description of the resource, the location in it, and the problem.
    public var description: String {
        let place = line.map { "line \($0)" } ?? "row \(position)"
        return place + (id.map { " (id \($0))" } ?? "") + ", \(finding)"
    }
}
