#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

extension AttributeValue {
    /// The texts of all values, or `nil` if other texts are valid too.
    package static var listedTexts: [String]? { codec.coding.texts }

    /// The texts of the well-known values, if the type is an open value that names some.
    package static var knownTexts: [String] {
        func texts<Value: OpenValue>(_: Value.Type) -> [String] { Value.knownValues.map(\.rawValue) }
        return (Self.self as? any OpenValue.Type).map { texts($0) } ?? []
    }
}

/// A value whose text or number has a named format in OpenAPI.
package protocol FormattedValue: AttributeValue {
    /// The name in the format registry of OpenAPI.
    static var format: String { get }
}

extension Int: FormattedValue {
    package static var format: String { "int64" }
}

extension Int32: FormattedValue {
    package static var format: String { "int32" }
}

extension Int64: FormattedValue {
    package static var format: String { "int64" }
}

extension Double: FormattedValue {
    package static var format: String { "double" }
}

extension UUID: FormattedValue {
    package static var format: String { "uuid" }
}

extension Data: FormattedValue {
    package static var format: String { "byte" }
}
