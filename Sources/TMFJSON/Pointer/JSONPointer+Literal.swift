extension JSONPointer: ExpressibleByStringLiteral {
    /// Creates a pointer from a literal in the source, which must be a pointer: `"/note/0/text"`.
    ///
    /// A literal that is not a pointer is a mistake in the source and stops the program. Texts from outside are never literals:
    /// use ``init(_:)`` for them.
    ///
    /// - Parameter literal: The literal.
    public init(stringLiteral literal: StaticString) {
        do {
            try self.init(literal.description)
        } catch {
            preconditionFailure("'\(literal)' is not a JSON pointer: \(error)")
        }
    }
}
