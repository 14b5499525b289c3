public import TMFJSON

/// Something that is wrong with a document, and where.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// What kind of rule is broken.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A mandatory attribute is absent, `null`, or an array without elements.
        case missing
        /// An attribute has a value of another type or form than its definition.
        case typeMismatch
        /// An attribute that the server sets was given by the client.
        case setByServer
        /// An attribute that PATCH must leave alone would change.
        case notPatchable
    }

    /// What kind of rule is broken.
    public var code: Code
    /// Where: the attribute in the document.
    public var pointer: JSONPointer
    /// The problem in one sentence.
    public var message: String

    /// Creates a finding.
    ///
    /// - Parameters:
    ///   - code: What kind of rule is broken.
    ///   - pointer: Where.
    ///   - message: The problem in one sentence.
    public init(_ code: Code, at pointer: JSONPointer, _ message: String) {
        self.code = code
        self.pointer = pointer
        self.message = message
    }

    /// The place and the problem.
    public var description: String { "\(pointer): \(message)" }
}
