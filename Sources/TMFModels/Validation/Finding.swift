public import TMFJSON

/// Something that is wrong with a document, and where.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// What kind of rule is broken.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A mandatory attribute is absent, `null`, or an array without elements.
        case missing
        /// A value is of another JSON type than its definition says, or has a fraction where it says integer.
        case typeMismatch
        /// A string has not the form that its definition asks for: that of a date-time or of a URI.
        case invalidFormat
        /// There is one value where an array is defined, or an array where one value is.
        case cardinality
        /// An attribute that the server sets was given by the client.
        case setByServer
        /// An attribute that PATCH must leave alone would change.
        case notPatchable
        /// A member has a name that the definition does not know.
        case unknownAttribute
        /// A period ends before it starts.
        case periodOrder
        /// A member has the name of an earlier member of the same object.
        case repeatedName
        /// A reference leads to nothing that exists.
        ///
        /// Only what keeps the resources can tell; ``Model`` finds none.
        case invalidReference
        /// A status must not follow the one before.
        ///
        /// Only what keeps the resources can tell; ``Model`` finds none.
        case transition
        /// A rule of a model of one's own, by a name of one's own.
        case custom(String)

        /// The name of the code, which stays the same, for error bodies and logs: `missing`, `typeMismatch`.
        public var name: String {
            switch self {
            case .missing: "missing"
            case .typeMismatch: "typeMismatch"
            case .invalidFormat: "invalidFormat"
            case .cardinality: "cardinality"
            case .setByServer: "setByServer"
            case .notPatchable: "notPatchable"
            case .unknownAttribute: "unknownAttribute"
            case .periodOrder: "periodOrder"
            case .repeatedName: "repeatedName"
            case .invalidReference: "invalidReference"
            case .transition: "transition"
            case .custom(let name): name
            }
        }

        /// The codes that have names of the library.
        private static let known: [Code] = [
            .missing, .typeMismatch, .invalidFormat, .cardinality, .setByServer, .notPatchable, .unknownAttribute,
            .periodOrder, .repeatedName, .invalidReference, .transition,
        ]

        /// Creates the code with a name.
        package init(name: String) { self = Self.known.first { $0.name == name } ?? .custom(name) }
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
