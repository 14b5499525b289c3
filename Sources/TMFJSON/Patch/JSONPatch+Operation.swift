extension JSONPatch {
    /// One change, or one condition, of a patch (RFC 6902 section 4).
    public struct Operation: Sendable, Hashable {
        /// What an operation does.
        @nonexhaustive
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// Sets a member, or puts an element into an array.
            case add
            /// Takes a value away.
            case remove
            /// Puts another value in the place of one that is there.
            case replace
            /// Takes a value from one place and adds it at another.
            case move
            /// Adds a value that stands at one place at another.
            case copy
            /// Lets the patch fail if a value is not the one expected.
            case test

            var takesValue: Bool { self == .add || self == .replace || self == .test }
            var takesSource: Bool { self == .move || self == .copy }
        }

        /// What the operation does.
        public var kind: Kind
        /// The place that it is about.
        public var path: JSONPointer
        /// The place that `move` and `copy` take their value from.
        public var from: JSONPointer?
        /// The value of `add`, `replace` and `test`; JSON's `null` is ``JSONValue/null``, not `nil`.
        public var value: JSONValue?

        /// Creates an operation.
        ///
        /// - Parameters:
        ///   - kind: What the operation does.
        ///   - path: The place that it is about.
        ///   - from: The place that `move` and `copy` take their value from.
        ///   - value: The value of `add`, `replace` and `test`.
        public init(_ kind: Kind, path: JSONPointer, from: JSONPointer? = nil, value: JSONValue? = nil) {
            self.kind = kind
            self.path = path
            self.from = from
            self.value = value
        }

        /// The operation as the object that stands in a patch.
        public var json: JSONValue {
            var object: JSONObject = ["op": .string(kind.rawValue)]
            if kind.takesSource, let from { object["from"] = .string(from.description) }
            object["path"] = .string(path.description)
            if kind.takesValue, let value { object["value"] = value }
            return .object(object)
        }
    }
}
