import TMFJSON

/// The most that a body may ask of the checker.
struct BodyLimits: Sendable, Hashable {
    /// A body of more names and values than are read.
    struct Excess: Error, CustomStringConvertible {
        var tokens: Int
        var description: String { "more than \(tokens) names and values" }
    }

    /// The limits of the text.
    var json: JSONLimits
    /// The number of names and values; what a program makes of them takes many times the bytes of the shortest.
    var tokens: Int

    /// Creates limits for bodies of a length, which in a real one have a name or a value for every ten bytes or more.
    init(bytes: Int) {
        json = JSONLimits(bytes: bytes, stringLength: bytes)
        tokens = max(json.bytes / 8, 1 << 10)
    }

    /// Reads a body.
    ///
    /// - Throws: ``JSONParsingError`` or ``Excess``.
    func document(in body: [UInt8]) throws -> JSONDocument {
        let document = try JSONDocument(parsing: body, limits: json)
        guard document.tape.count <= tokens else { throw Excess(tokens: tokens) }
        return document
    }
}
