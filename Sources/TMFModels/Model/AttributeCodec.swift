/// The way in which the values of a type are read from JSON and written.
///
/// The library has the codecs of its own types, and of `String`, `Bool`, `Int`, `Int32`, `Int64`, `Double`, `Decimal`, `Date`,
/// `UUID`, `URL`, `Data`, of enumerations with raw values of such a type, and of dictionaries of them. A type of your own
/// borrows the codec of the type that it is written as:
///
/// ```swift
/// struct Hour: ScalarValue {
///     var number: Int
///     static let codec = AttributeCodec<Hour>.mapped(from: Int.self) { Hour(number: $0) } to: { $0.number }
/// }
/// ```
public struct AttributeCodec<Value: Sendable>: Sendable {
    @usableFromInline
    let coding: any ValueCoding<Value>
    /// The codec of a property that holds one value.
    let single: FieldCodec
    /// The codec of a property that holds an array of values.
    let array: FieldCodec
    let check: AttributeTable.Check

    @usableFromInline
    init(_ coding: any ValueCoding<Value>, single: FieldCodec, array: FieldCodec, check: @escaping AttributeTable.Check)
    {
        self.coding = coding
        self.single = single
        self.array = array
        self.check = check
    }

    /// Creates a codec where the type of the values is known, so that what reads and writes them is compiled for it.
    @inlinable
    init<Coding: ValueCoding<Value>>(_ coding: Coding) {
        self.init(
            coding, single: FieldCodec(optional: coding), array: FieldCodec(array: coding),
            check: { text, tape, index, context in coding.check(text, tape, at: index, &context) })
    }

    var type: AttributeType { coding.type }

    /// Returns the codec of a type whose values are written as those of another.
    ///
    /// - Parameters:
    ///   - base: The other type.
    ///   - value: Returns the value that is written as another, or `nil` if none is. Such a text or number is a finding of
    ///     validation, and reading keeps it in ``Model/additionalMembers``.
    ///   - baseValue: Returns the value of the other type that stands for a value.
    /// - Returns: The codec.
    @inlinable
    public static func mapped<Base: AttributeValue>(
        from base: Base.Type,
        _ value: @escaping @Sendable (Base) -> Value?,
        to baseValue: @escaping @Sendable (Value) -> Base
    ) -> Self {
        AttributeCodec(MappedCoding(base.codec.coding, value: value, baseValue: baseValue))
    }
}
