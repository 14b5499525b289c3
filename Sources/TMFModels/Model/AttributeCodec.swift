/// A converter between the values of a type and JSON.
///
/// The library provides codecs for its own types, for `String`, `Bool`, `Int`, `Int32`, `Int64`, `Double`, `Decimal`,
/// `Date`, `UUID`, `URL` and `Data`, for enumerations with raw values of such a type, and for dictionaries of such
/// values. A type of your own uses the codec of the type that it is written as:
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

    /// Creates a codec where the type of the values is known, so that the compiler specializes the code that reads and
    /// writes them.
    @inlinable
    init<Coding: ValueCoding<Value>>(_ coding: Coding) {
        self.init(
            coding, single: FieldCodec(optional: coding), array: FieldCodec(array: coding),
            check: { text, tape, index, context in coding.check(text, tape, at: index, &context) })
    }

    var type: AttributeType { coding.type }

    /// Returns the codec of a type whose values are written as values of another type.
    ///
    /// - Parameters:
    ///   - base: The type that the values are written as.
    ///   - value: Returns the value that a base value stands for, or `nil` if it stands for none. Validation reports
    ///     such a base value, and reading keeps it in ``Model/additionalMembers``.
    ///   - baseValue: Returns the base value that a value is written as.
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
