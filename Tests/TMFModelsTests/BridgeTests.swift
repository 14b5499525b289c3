import Foundation
import TMFJSON
import TMFModels
import Testing
import _TMFTestSupport

@Suite("Values of Foundation")
struct BridgeTests {
    @Test(
        "A number is a decimal value where that is exact",
        arguments: [
            ("0", "0"), ("-0", "0"), ("1.50", "1.5"), ("0.010", "0.01"), ("-12.5e2", "-1250"),
            ("1e20", "100000000000000000000"),
            ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
            ("0.12345678901234567890123456789012345678", "0.12345678901234567890123456789012345678"),
            ("1234567890123456789012345678901234567890.5", nil), ("1.0000000000000000000000000000000000000000001", nil),
            ("1e200", nil), ("1e-200", nil), ("1e99999999999999999999", nil),
        ] as [(String, String?)])
    func decimals(_ text: String, _ expected: String?) throws {
        let number = try #require(JSONNumber(text))
        #expect(number.decimalValue == expected.flatMap { Decimal(string: $0) })
        if let value = number.decimalValue { #expect(JSONNumber(value) == number) }
    }

    @Test("A decimal value is a number with the same digits, and comes back", arguments: [UInt64(38), 39])
    func decimalRoundTrip(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        #expect(JSONNumber(Decimal.nan) == nil)
        for value in [Decimal.greatestFiniteMagnitude, .leastFiniteMagnitude, .leastNonzeroMagnitude] {
            #expect(JSONNumber(value)?.decimalValue == value)
        }
        for round in 0..<2_000 {
            let digits = (0..<1 + random.below(38)).map { _ in String(random.below(10)) }.joined()
            let exponent = random.below(120) - 80
            let number = JSONNumber("\(random.once(in: 2) ? "-" : "")1\(digits.dropLast())e\(exponent)")
            let value = number?.decimalValue
            #expect(value != nil, "seed \(seed), round \(round): \(String(describing: number))")
            #expect(value.flatMap { JSONNumber($0) } == number, "seed \(seed), round \(round)")
        }
    }

    @Test(
        "The content of an attachment is Base64, in which white space does not count",
        arguments: [
            ("", []), ("aGk=", Array("hi".utf8)), ("aG\r\nk =\t", Array("hi".utf8)), ("/+8=", [0xFF, 0xEF]),
            ("aGk", nil), ("a", nil), ("_-8=", nil), ("aGk=é", nil), ("!!!!", nil), ("=", nil),
        ] as [(String, [UInt8]?)])
    func content(_ text: String, _ expected: [UInt8]?) {
        #expect(Attachment(content: text).contentData.map { Array($0) } == expected)
        #expect(AttachmentRefOrValue(content: text).contentData.map { Array($0) } == expected)
    }

    @Test("Bytes are set as Base64 without line breaks, and no bytes leave no content")
    func settingContent() {
        let bytes = Data((0..<1_000).map { UInt8(truncatingIfNeeded: $0) })
        var (attachment, either) = (Attachment(), AttachmentRefOrValue())
        attachment.contentData = bytes
        either.contentData = bytes
        #expect(attachment.contentData == bytes && either.contentData == bytes)
        #expect(attachment.content == either.content && attachment.content?.contains("\n") == false)
        attachment.contentData = nil
        either.contentData = nil
        #expect(attachment == Attachment() && either == AttachmentRefOrValue())
    }
}
