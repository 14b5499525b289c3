import TMFJSON

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Date: OrderedValue {
    /// The codec of dates, which are written in UTC.
    ///
    /// A text with another offset is read as the instant that it stands for. A text with more digits than a `Date`
    /// resolves, which is microseconds for present-day dates, is not read.
    public static let codec = AttributeCodec<Date>(
        MappedCoding(
            TimestampCoding(),
            value: { timestamp in
                let date = timestamp.date
                return Timestamp(date) == timestamp ? date : nil
            },
            baseValue: { Timestamp($0) }))
}

extension UUID: ScalarValue {
    /// The codec of UUIDs, which are read in upper and lower case and written in lower case (RFC 9562 section 4).
    public static let codec = AttributeCodec<UUID>(
        MappedCoding(
            StringCoding(), value: { UUID(uuidString: $0) },
            baseValue: { $0.uuidString.lowercased() }))
}

extension URL: ScalarValue {
    /// The codec of URLs (RFC 3986).
    public static let codec = AttributeCodec<URL>(
        MappedCoding(
            StringCoding(), type: .uri,
            value: { text in
                // The text that is written back must be the text that was read.
                URL(string: text).flatMap { $0.absoluteString == text ? $0 : nil }
            },
            baseValue: { $0.absoluteString }))
}

extension Data: ScalarValue {
    /// The codec of bytes, which are written in Base64 (RFC 4648 section 4).
    public static let codec = AttributeCodec<Data>(
        MappedCoding(
            StringCoding(),
            value: { text in Data(base64Encoded: text).flatMap { $0.base64EncodedString() == text ? $0 : nil } },
            baseValue: { $0.base64EncodedString() }))
}

extension Decimal: OrderedValue {
    /// The codec of decimal numbers; one with more digits than a `Decimal` has is not read, and NaN is written as null.
    public static let codec = AttributeCodec<Decimal>(
        MappedCoding(
            AnyValueCoding(), type: .number,
            value: { $0.numberValue?.decimalValue },
            baseValue: { JSONNumber($0).map { .number($0) } ?? .null }))
}
