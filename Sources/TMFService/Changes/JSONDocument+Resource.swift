import TMFJSON

extension JSONDocument {
    /// The limits of a resource, regardless of the limits of bodies and patches.
    private static let limits = JSONLimits(
        depth: JSONLimits.highestDepth, members: .max, stringLength: .max, numberLength: .max)

    /// Creates the document of a resource from its text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - size: The maximum number of bytes.
    /// - Throws: ``ServiceError`` with 413 if the resource is too large to be stored.
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
