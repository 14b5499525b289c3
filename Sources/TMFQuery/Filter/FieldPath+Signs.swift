import TMFModels

extension FieldPath {
    /// Returns whether an operator of a query string may begin with a byte, which then ends the name before it.
    static func isSign(_ byte: UInt8) -> Bool { "=<>!*~".utf8.contains(byte) }
}
