/// Something that is wrong with a resource among others, and in which of them.
public struct ResourceFinding: Sendable, Hashable, CustomStringConvertible {
    /// The position of the resource among those that were looked at, from 0.
    public var position: Int
    /// The line that the resource stands in, from 1, where each has a line of its own.
    public var line: Int?
    /// The identifier of the resource, if it has one.
    public var id: String?
    /// What is wrong, with a pointer that begins at the resource.
    public var finding: Finding

    /// Creates a finding.
    ///
    /// - Parameters:
    ///   - position: The position of the resource, from 0.
    ///   - line: The line that the resource stands in, from 1.
    ///   - id: The identifier of the resource.
    ///   - finding: What is wrong.
    public init(position: Int, line: Int? = nil, id: String? = nil, finding: Finding) {
        self.position = position
        self.line = line
        self.id = id
        self.finding = finding
    }

    /// The resource, the place in it, and the problem.
    public var description: String {
        let place = line.map { "line \($0)" } ?? "row \(position)"
        return place + (id.map { " (id \($0))" } ?? "") + ", \(finding)"
    }
}
