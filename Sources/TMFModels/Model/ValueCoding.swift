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

    /// The texts of all values, or `nil` if the type cannot list them.
    var texts: [String]? { get }

    /// Returns the value at an index of a tape, or `nil` if it has another kind or form.
    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Value?

    /// Reads the value at an index of a tape into uninitialized memory, which stays uninitialized if the result is
    /// `false`.
    func read(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, into target: UnsafeMutablePointer<Value>
    ) -> Bool

    /// Returns the value that JSON stands for, or `nil` if it has another kind or form.
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

    /// Adds the finding that the value at the context's place is not a value of the type.
    @usableFromInline
    func addFinding(_ context: inout ValidationContext) {
        let expected = texts.map { "one of: \($0.joined(separator: ", "))" } ?? "a valid \(type)"
        context.add(Finding(.invalidFormat, at: context.pointer, "The value must be \(expected)"))
    }
}
