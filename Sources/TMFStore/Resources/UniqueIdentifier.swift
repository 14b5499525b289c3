#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A generator of random UUIDs (RFC 9562 section 5.4) that does not need Foundation.
package enum UniqueIdentifier {
    @Sendable
    package static func random() -> String {
        let (first, second) = randomWords()
        let words = [
            first & 0xFFFF_FFFF_FFFF_0FFF | 0x4000,
            second & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000,
        ]
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for word in words {
            var shift: UInt64 = 64
            while shift > 0 {
                shift -= 4
                switch text.count {
                case 8, 13, 18, 23: text.append(UInt8(ascii: "-"))
                default: break
                }
                let digit = UInt8(truncatingIfNeeded: word >> shift & 0xF)
                text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func randomWords() -> (UInt64, UInt64) {
        #if canImport(Glibc) || canImport(Musl)
        // The generator of the standard library asks the system for every word, which takes most of the time.
        var words: (UInt64, UInt64) = (0, 0)
        // Safety: the system writes at most as many bytes as the words have.
        let result = unsafe withUnsafeMutableBytes(of: &words) { bytes in
            unsafe bytes.baseAddress.map { unsafe getentropy($0, bytes.count) }
        }
        if result == 0 { return words }
        #endif
        var generator = SystemRandomNumberGenerator()
        return (generator.next(), generator.next())
    }
}
