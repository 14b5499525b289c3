/// An error that describes an invalid header field value.
public struct HeaderValueError: Error, Sendable, Hashable {
    /// The name of the field.
    public let name: APIHeaders.Name
    /// A description of a valid value, worded to follow "must".
    public let expectation: String

    init(_ name: APIHeaders.Name, _ expectation: String) {
        self.name = name
        self.expectation = expectation
    }
}

extension HeaderValueError: CustomStringConvertible {
    /// A sentence that names the field and describes a valid value.
    public var description: String { "\(name) must \(expectation)." }
}
