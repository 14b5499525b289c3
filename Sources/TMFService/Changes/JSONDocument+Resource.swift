import TMFJSON

extension JSONDocument {
    /// The most that a resource may be, whatever the limits of bodies and patches are.
    private static let limits = JSONLimits(
        depth: JSONLimits.highestDepth, members: .max, stringLength: .max, numberLength: .max)

    /// Creates the document of a resource from its text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - size: The number of bytes that it may have.
    /// - Throws: ``ServiceError`` with 413 if it is too large to be kept.
    init(resource text: [UInt8], size: Int = .max) throws(ServiceError) {
        guard text.count <= size else {
            throw ServiceError(.bodyTooLarge, "The resource would have \(text.count) bytes; the limit is \(size).")
        }
        do throws(JSONParsingError) {
            self = try JSONDocument(parsing: text, limits: Self.limits)
        } catch {
            throw ServiceError(.bodyTooLarge, "The resource would be too large: \(error).")
        }
    }
}
