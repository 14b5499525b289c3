import TMFModels
import Testing
import _TMFTestSupport

@Suite("SHA-256")
struct SHA256Tests {
    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    @Test(
        "The digests are those of the published examples",
        arguments: [
            // FIPS 180-2 appendix B, the further examples of NIST, and RFC 6234 section 8.5.
            ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
            ),
            ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
            (
                "0123456701234567012345670123456701234567012345670123456701234567", 10,
                "594847328451bdfa85056225462cc1d867d877fb388df0ce35f25ab5562bfbb5"
            ),
            ("\u{19}", 1, "68aa2e2ee5dff96e3355e6c7ee373e3d6a4e17f75f9518d843709c0c9bc3e3d4"),
        ])
    func published(text: String, count: Int, digest: String) {
        let bytes = Array(String(repeating: text, count: count).utf8)
        #expect(Self.hexadecimal(SHA256.digest(bytes.span)) == digest)
    }

    @Test(
        "Bytes of other kinds have the published digests too",
        arguments: [
            // The examples of NIST about the bits after the message.
            (0xBD, 1, "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"),
            (0, 55, "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"),
            (0, 56, "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"),
            (0, 57, "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785"),
            (0, 64, "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"),
            (0, 1_000, "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53"),
            (0x41, 1_000, "c2e686823489ced2017f6059b8b239318b6364f6dcd835d0a519105a1eadd6e4"),
            (0x55, 1_005, "f4d62ddec0f3dd90ea1380fa16a5ff8dc4c54b21740650f24afc4120903552b0"),
        ] as [(UInt8, Int, String)])
    func repeated(byte: UInt8, count: Int, digest: String) {
        #expect(Self.hexadecimal(SHA256.digest(Array(repeating: byte, count: count).span)) == digest)
    }

    @Test("The digest does not depend on how the bytes are cut", arguments: [UInt64(1), 2, 3])
    func parts(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let bytes = (0..<random.below(400)).map { _ in UInt8(random.below(256)) }
            var hash = SHA256()
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = Array(rest.prefix(random.below(150)))
                hash.update(part.span)
                rest = rest.dropFirst(part.count)
            }
            #expect(hash.finalized() == SHA256.digest(bytes.span), "seed \(seed)")
        }
    }
}
