public import TMFJSON

/// Reads, writes and checks the values of one type.
@usableFromInline
protocol ValueCoding<Value>: Sendable {
    /// The type.
    associatedtype Value: Sendable

    /// The name of the type in the API definitions.
    var type: AttributeType { get }

    /// A Boolean value that indicates whether a value with the form of ``type`` can always be read.
    var isLeaf: Bool { get }

    /// The texts that stand for values, where these are all.
    var texts: [String]? { get }

    /// Reads the value at an index of a tape; `nil` if it is of another kind or form.
    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Value?

    /// Reads the value at an index of a tape into uninitialized memory, which stays so if the result is `false`.
    func read(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, into target: UnsafeMutablePointer<Value>
    ) -> Bool

    /// Reads a value from JSON; `nil` if it is of another kind or form.
    func read(_ json: JSONValue) -> Value?

    /// Writes the value at an address.
    func write(_ value: UnsafePointer<Value>, to writer: inout JSONWriter)

    /// Returns a value as JSON.
    func json(_ value: Value) -> JSONValue

    /// Returns the type of the member with a name, or `nil` if values have no such member.
    func member(named name: String) -> (any AttributeValue.Type)?

    /// Adds the findings of the value at an index of a tape, which has the form of ``type``.
    func check(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, _ context: inout ValidationContext)
}

extension ValueCoding {
    @inlinable
    var texts: [String]? { nil }

    @inlinable
    func read(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, into target: UnsafeMutablePointer<Value>
    ) -> Bool {
        guard let value = read(text, tape, at: index) else { return false }
        unsafe target.initialize(to: value)
        return true
    }

    @inlinable
    func write(_ value: UnsafePointer<Value>, to writer: inout JSONWriter) { unsafe writer.write(json(value.pointee)) }

    @inlinable
    func member(named name: String) -> (any AttributeValue.Type)? { nil }

    @inlinable
    func check(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, _ context: inout ValidationContext) {
        guard !isLeaf, read(text, tape, at: index) == nil else { return }
        addFinding(&context)
    }

    /// Adds the finding that the value at the place of a context is not one of the type.
    @usableFromInline
    func addFinding(_ context: inout ValidationContext) {
        let expected = texts.map { "one of: \($0.joined(separator: ", "))" } ?? "a valid \(type)"
        context.add(Finding(.invalidFormat, at: context.pointer, "The value must be \(expected)"))
    }
}
