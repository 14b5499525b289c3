import Testing
import _TMFTestSupport

@testable import TMFEvents

@Suite("HMAC-SHA256")
struct HMACTests {
    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    @Test(
        "The codes are those of RFC 4231",
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
            ),
            (
                [UInt8](1...25), [UInt8](repeating: 0xCD, count: 50),
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                Array(
                    "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm."
                        .utf8),
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
            ),
        ])
    func published(key: [UInt8], message: [UInt8], code: String) {
        var hmac = HMAC(key: key)
        hmac.update(message)
        #expect(Self.hexadecimal(hmac.finalized()) == code)
    }

    @Test("The code does not depend on how the message is cut")
    func parts() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<50 {
            let key = (0..<random.below(130)).map { _ in UInt8(random.below(256)) }
            let message = (0..<random.below(300)).map { _ in UInt8(random.below(256)) }
            let cut = random.below(message.count + 1)
            var (complete, parted) = (HMAC(key: key), HMAC(key: key))
            complete.update(message)
            parted.update(Array(message[..<cut]))
            parted.update(Array(message[cut...]))
            #expect(complete.finalized() == parted.finalized())
        }
    }

    @Test("Codes are equal only if all bytes are")
    func comparison() {
        let code = [UInt8](0..<32)
        #expect(HMAC.areEqual(code, code))
        #expect(HMAC.areEqual([], []))
        #expect(!HMAC.areEqual(code, Array(code.dropLast())))
        #expect(!HMAC.areEqual(code, code + [0]))
        for place in code.indices {
            for bit in 0..<8 {
                var other = code
                other[place] ^= 1 << bit
                #expect(!HMAC.areEqual(code, other))
            }
        }
    }
}
