import TMFJSON

/// The limits on the resources that the checker spends on a body.
struct BodyLimits: Sendable, Hashable {
    /// An error for a body with more names and values than the limit.
    struct Excess: Error, CustomStringConvertible {
        var tokens: Int
        var description: String { "more than \(tokens) names and values" }
    }

    /// The limits of the text.
    var json: JSONLimits
    /// The maximum number of names and values, whose representation takes many times the bytes of the shortest of them.
    var tokens: Int

    /// Creates limits for bodies of a length; a typical body has a name or a value for every ten bytes or more.
    init(bytes: Int) {
        json = JSONLimits(bytes: bytes, stringLength: bytes)
        tokens = max(json.bytes / 8, 1 << 10)
    }

    /// Parses a body.
    ///
    /// - Throws: ``JSONParsingError`` or ``Excess`` if the body is invalid or exceeds a limit.
    func document(in body: [UInt8]) throws -> JSONDocument {
        let document = try JSONDocument(parsing: body, limits: json)
        guard document.tape.count <= tokens else { throw Excess(tokens: tokens) }
        return document
    }
}
