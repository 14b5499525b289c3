public import TMFJSON

/// A violation of a rule in a document, and its location.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// The kind of rule that is violated.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A mandatory attribute is absent, `null`, or an empty array.
        case missing
        /// A value has another JSON type than its definition, or has a fraction where the definition requires an
        /// integer.
        case typeMismatch
        /// A string does not have the format that its definition requires: that of a date-time or of a URI.
        case invalidFormat
        /// A single value appears where an array is defined, or an array where a single value is defined.
        case cardinality
        /// A client sent an attribute that only the server sets.
        case setByServer
        /// A PATCH changes an attribute that must not change.
        case notPatchable
        /// A member has a name that the definition does not contain.
        case unknownAttribute
        /// A period ends before it starts.
        case periodOrder
        /// A member has the name of an earlier member of the same object.
        case repeatedName
        /// A reference points to a resource that does not exist.
        ///
        /// Only the owner of the stored resources can detect it; checks of a ``Model`` never report it.
        case invalidReference
        /// A status change is not allowed.
        ///
        /// Only the owner of the stored resources can detect it; checks of a ``Model`` never report it.
        case transition
        /// A value is valid, but the server is set up not to allow it, such as the address of a callback.
        ///
        /// Only the server can detect it; checks of a ``Model`` never report it.
        case notAllowed
        /// A rule of your own model, with a name of your choice.
        case custom(String)

        /// The stable name of the code for error bodies and logs, such as `missing` or `typeMismatch`.
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
            case .notAllowed: "notAllowed"
            case .custom(let name): name
            }
        }

        /// The codes that have names of the library.
        private static let known: [Code] = [
            .missing, .typeMismatch, .invalidFormat, .cardinality, .setByServer, .notPatchable, .unknownAttribute,
            .periodOrder, .repeatedName, .invalidReference, .transition, .notAllowed,
        ]

        /// Creates the code with a name.
        package init(name: String) { self = Self.known.first { $0.name == name } ?? .custom(name) }
    }

    /// The kind of rule that is violated.
    public var code: Code
    /// The location of the problem in the document.
    public var pointer: JSONPointer
    /// A sentence that describes the problem.
    public var message: String

    /// Creates a finding.
    ///
    /// - Parameters:
    ///   - code: The kind of rule that is violated.
    ///   - pointer: The location of the problem in the document.
    ///   - message: A sentence that describes the problem.
    public init(_ code: Code, at pointer: JSONPointer, _ message: String) {
        self.code = code
        self.pointer = pointer
        self.message = message
    }

    /// The location and the problem.
    public var description: String { "\(pointer): \(message)" }
}
