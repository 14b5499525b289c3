/// A generator of random UUIDs (RFC 9562 section 5.4) that does not need Foundation.
package enum UniqueIdentifier {
    @Sendable
    package static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        let words = [
            generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000,
            generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000,
        ]
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for word in words {
            for shift in stride(from: UInt64(60), through: 0, by: -4) {
                if [8, 13, 18, 23].contains(text.count) { text.append(UInt8(ascii: "-")) }
                let digit = UInt8(truncatingIfNeeded: word >> shift & 0xF)
                text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
