public import TMFJSON

extension Model {
    /// Reads a model from JSON text where it lies, without copying it first.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - limits: The most that the text may ask for.
    /// - Throws: `JSONParsingError` if the bytes are not JSON, ``ModelMismatch`` if they are not an object.
    public init(parsing bytes: Span<UInt8>, limits: JSONLimits = .default) throws {
        self = try unsafe withUnsafeTemporaryAllocation(of: Self.self, capacity: 1) { buffer in
            var found: JSONKind?
            try JSONTapeBuilder.withTape(of: bytes, limits: limits) { tape in
                guard let target = buffer.baseAddress, unsafe Self._read(bytes, tape, at: 0, into: target) else {
                    found = tape.token(at: 0).kind
                    return
                }
            }
            if let found { throw ModelMismatch(type: Self.typeName, found: found) }
            return unsafe buffer.moveElement(from: 0)
        }
    }
}
