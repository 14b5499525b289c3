import Testing
import _TMFTestSupport

@testable import TMFEvents

@Suite("Base64")
struct Base64Tests {
    @Test(
        "The texts are those of RFC 4648",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func published(bytes: String, text: String) {
        #expect(Base64.encoded(Array(bytes.utf8)) == text)
        #expect(Base64.decoded(text) == Array(bytes.utf8))
    }

    @Test("Every byte at every place survives")
    func allBytes() {
        for byte in UInt8.min...UInt8.max {
            for bytes in [[byte], [byte, 0xFF], [0, byte], [byte, byte, byte], [0xFF, 0, byte, byte]] {
                #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
            }
        }
        #expect(Base64.encoded([0xFB, 0xEF, 0xBE, 0xFF, 0xFF, 0xFF]) == "++++////")
    }

    @Test(
        "Texts that no bytes have are refused",
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "Zg==Zg==", "=", "==", "===", "====", "Zm9=v", "Zm9v=", "Z===", "Zm9v====",
            "Zh==",
            "Zm9=", "Zm 9v", " Zm9v", "Zm9v\n", "Zm9-", "Zm9_", "Zm9é", "Zm9v\0\0\0\0", "Zm9\u{FF36}",
        ])
    func refused(text: String) {
        #expect(Base64.decoded(text) == nil)
    }

    @Test("A text is read only if it is the text of the bytes that it gives")
    func canonical() {
        var random = SplitMix64(seed: 7)
        let characters = Array("ABYZabyz0189+/=-_ ".utf8)
        var read = 0
        for _ in 0..<20_000 {
            let length = random.below(9)
            let text = String(
                decoding: (0..<length).map { _ in characters[random.below(characters.count)] }, as: UTF8.self)
            guard let bytes = Base64.decoded(text) else { continue }
            read += 1
            #expect(Base64.encoded(bytes) == text)
        }
        #expect(read > 1_000)
    }
}
