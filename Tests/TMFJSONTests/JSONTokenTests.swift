import TMFJSON
import Testing

@Suite("Tokens")
struct JSONTokenTests {
    @Test(
        "A token knows its kind by its code",
        arguments: [
            ("true", JSONToken.Code.bool, JSONKind.bool), ("1", JSONToken.Code.number, .number),
            (#""x""#, JSONToken.Code.string, .string), ("[]", JSONToken.Code.array, .array),
            ("{}", JSONToken.Code.object, .object), ("null", 0, .null),
        ])
    func codes(text: String, code: UInt64, kind: JSONKind) throws {
        let token = try JSONDocument(parsing: text).token(at: 0)
        #expect(token.isKind(code))
        #expect(token.kind == kind)
        #expect(UInt64(kind.rawValue) == code)
    }
}
