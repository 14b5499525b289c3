public import TMFJSON

/// A type that an attribute of a ``Model`` can hold.
///
/// Every ``OpenValue`` and every ``Model`` is an attribute value, and so are `String`, `Bool`, `Int`, `Int32`, `Int64`,
/// `Double`, `JSONNumber`, `JSONValue` and ``Timestamp``, the Foundation types `Date`, `UUID`, `URL`, `Data` and
/// `Decimal`, and dictionaries from `String` to another attribute value. An enumeration with raw values only needs to
/// declare the conformance:
///
/// ```swift
/// enum Priority: String, ScalarValue { case low, high }
/// ```
///
/// Any other type needs a codec, which ``AttributeCodec/mapped(from:_:to:)`` creates in one line.
///
/// A JSON value is read only if writing it produces an equal value: `1.0` is an `Int`, and `1.5` is not. A value that
/// is not read stays in ``Model/additionalMembers``, is written back from there, and is reported by validation. A
/// date-time with an offset is read as the `Date` of its instant; use ``Timestamp`` to keep the offset.
public protocol AttributeValue: Sendable, Hashable {
    /// The codec that reads and writes the values.
    static var codec: AttributeCodec<Self> { get }
}

extension AttributeValue {
    /// The value as JSON.
    public var json: JSONValue { Self.codec.coding.json(self) }

    /// The name of the type in the API definitions.
    package static var attributeType: AttributeType { codec.type }

    /// Returns the type of the member with a name, or `nil` if values have no such member.
    package static func member(named name: String) -> (any AttributeValue.Type)? { codec.coding.member(named: name) }
}

extension AttributeValue where Self: RawRepresentable, RawValue: AttributeValue {
    /// The codec of the raw values.
    ///
    /// A raw value that stands for no value is not read.
    @inlinable
    public static var codec: AttributeCodec<Self> {
        AttributeCodec(
            MappedCoding(
                RawValue.codec.coding, texts: texts,
                value: { rawValue in
                    Self(rawValue: rawValue).flatMap { isSame($0.rawValue, rawValue) ? $0 : nil }
                },
                baseValue: { $0.rawValue }))
    }

    /// Returns whether two raw values are written alike, which texts that Swift takes for equal need not be.
    @inlinable
    static func isSame(_ first: RawValue, _ second: RawValue) -> Bool {
        guard let first = first as? String, let second = second as? String else { return true }
        return first.utf8.elementsEqual(second.utf8)
    }

    /// The texts of all values, or `nil` if the type cannot list them.
    @usableFromInline
    static var texts: [String]? {
        (Self.self as? any CaseIterable.Type).map { type in
            func texts<Cases: CaseIterable>(_: Cases.Type) -> [String] {
                Cases.allCases.compactMap { $0 as? Self }.map { "\($0.rawValue)" }
            }
            return texts(type)
        }
    }
}

extension String: AttributeValue {
    /// The codec of strings.
    public static let codec = AttributeCodec(StringCoding())
}

extension Bool: AttributeValue {
    /// The codec of Booleans.
    public static let codec = AttributeCodec(BoolCoding())
}

extension Int: AttributeValue {
    /// The codec of integers; a number such as `1.0` or `1e2` is one too.
    public static let codec = AttributeCodec(IntegerCoding<Int>())
}

extension Int32: AttributeValue {
    /// The codec of 32-bit integers.
    public static let codec = AttributeCodec(IntegerCoding<Int32>())
}

extension Int64: AttributeValue {
    /// The codec of 64-bit integers.
    public static let codec = AttributeCodec(IntegerCoding<Int64>())
}

extension Double: AttributeValue {
    /// The codec of floating-point numbers; infinities and NaN, which JSON cannot write, are written as null.
    public static let codec = AttributeCodec(DoubleCoding())
}

extension JSONNumber: AttributeValue {
    /// The codec of numbers with all their digits.
    public static let codec = AttributeCodec(NumberCoding())
}

extension JSONValue: AttributeValue {
    /// The codec of values of any kind.
    public static let codec = AttributeCodec(AnyValueCoding())

    /// The value itself.
    public var json: JSONValue { self }
}

extension Timestamp: AttributeValue {
    /// The codec of dates and times, which keep the text that they were read from.
    public static let codec = AttributeCodec(TimestampCoding())
}

extension Dictionary: AttributeValue where Key == String, Value: AttributeValue {
    /// The codec of objects whose members all hold values of one type.
    ///
    /// An object with two names that `String` takes for equal, as it does with canonically equivalent ones, is not read.
    public static var codec: AttributeCodec<[String: Value]> { AttributeCodec(DictionaryCoding(element: Value.codec)) }
}
