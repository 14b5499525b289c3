/// A header field whose value has a form that it must not have.
public struct HeaderValueError: Error, Sendable, Hashable {
    /// The name of the field.
    public let name: APIHeaders.Name
    /// What the value must be, to follow the name in a sentence.
    public let expectation: String

    init(_ name: APIHeaders.Name, _ expectation: String) {
        self.name = name
        self.expectation = expectation
    }
}

extension HeaderValueError: CustomStringConvertible {
    /// The name and what its value must be, as a sentence.
    public var description: String { "\(name) must \(expectation)." }
}
