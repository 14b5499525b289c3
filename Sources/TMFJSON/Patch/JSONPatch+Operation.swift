extension JSONPatch {
    /// A change or a test in a patch (RFC 6902 section 4).
    public struct Operation: Sendable, Hashable {
        /// The effect of an operation.
        @nonexhaustive
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// Sets a member or inserts an element into an array.
            case add
            /// Removes a value.
            case remove
            /// Replaces an existing value.
            case replace
            /// Moves a value from one location to another.
            case move
            /// Copies a value from one location to another.
            case copy
            /// Makes the patch fail unless a value equals the expected one.
            case test

            var takesValue: Bool { self == .add || self == .replace || self == .test }
            var takesSource: Bool { self == .move || self == .copy }
        }

        /// The effect of the operation.
        public var kind: Kind
        /// The location that the operation applies to.
        public var path: JSONPointer
        /// The location that `move` and `copy` take their value from.
        public var from: JSONPointer?
        /// The value of `add`, `replace` and `test`; JSON's `null` is ``JSONValue/null``, not `nil`.
        public var value: JSONValue?

        /// Creates an operation.
        ///
        /// - Parameters:
        ///   - kind: The effect of the operation.
        ///   - path: The location that the operation applies to.
        ///   - from: The location that `move` and `copy` take their value from.
        ///   - value: The value of `add`, `replace` and `test`.
        public init(_ kind: Kind, path: JSONPointer, from: JSONPointer? = nil, value: JSONValue? = nil) {
            self.kind = kind
            self.path = path
            self.from = from
            self.value = value
        }

        /// The JSON object that represents the operation in a patch.
        public var json: JSONValue {
            var object: JSONObject = ["op": .string(kind.rawValue)]
            if kind.takesSource, let from { object["from"] = .string(from.description) }
            object["path"] = .string(path.description)
            if kind.takesValue, let value { object["value"] = value }
            return .object(object)
        }
    }
}
