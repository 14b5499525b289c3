import TMFEvents
import Testing
import _TMFTestSupport

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

@Suite("Addresses")
struct IPAddressTests {
    /// Returns the bytes of an address as the system reads it, or `nil` if it refuses the text.
    private func system(_ text: String) -> [UInt8]? {
        let isV6 = text.contains(":")
        var bytes = [UInt8](repeating: 0, count: isV6 ? 16 : 4)
        let result = unsafe bytes.withUnsafeMutableBytes {
            unsafe inet_pton(isV6 ? AF_INET6 : AF_INET, text, $0.baseAddress)
        }
        return result == 1 ? bytes : nil
    }

    @Test(
        "IPv6 addresses are written in the form of RFC 5952",
        arguments: [
            ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("0:0:0:0:0:0:0:0", "::"), ("2001:DB8::0001", "2001:db8::1"),
            ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("1:0:0:2:0:0:3:4", "1::2:0:0:3:4"), ("0:0:1::", "0:0:1::"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
            ("::FFFF:1.2.3.4", "::ffff:1.2.3.4"),
            ("::ffff:102:304", "::ffff:1.2.3.4"), ("::1.2.3.4", "::102:304"), ("64:ff9b::1.2.3.4", "64:ff9b::102:304"),
        ])
    func canonicalTexts(text: String, canonical: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == canonical)
        #expect(IPAddress(canonical) == address)
    }

    @Test(
        "Another text is not an address",
        arguments: [
            "", ".", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "01.2.3.4", "1.2.3.04", "1.2.3.256",
            "1.2.3.1000", "1.2.3.-4", "+1.2.3.4",
            "1.2.3.4 ", " 1.2.3.4", "0x1.2.3.4", "1.2.3.4/32", "a.b.c.d", "١.2.3.4", ":", ":::", "1:", ":1", "1::2::3",
            "12345::", "g::", "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9", "1::2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "fe80::1%eth0", "fe80::1%25eth0", "[::1]",
            "::1/128", "::1.2.3", "1.2.3.4::",
            "::1.2.3.4:5", "::01.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "::ffff:1.2.3.4.", "::-1", "::+1", "::1\u{0}", "１::",
        ])
    func otherTexts(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test("The bytes of an address give the same address, and no other number of bytes gives one")
    func bytes() throws {
        #expect(IPAddress("1.2.3.4")?.bytes == [1, 2, 3, 4])
        #expect(IPAddress("102:304::ff")?.bytes == [1, 2, 3, 4] + Array(repeating: 0, count: 11) + [255])
        for count in 0...40 {
            let address = IPAddress(bytes: Array(repeating: 7, count: count))
            #expect((address != nil) == (count == 4 || count == 16))
        }
        #expect(IPAddress("::ffff:1.2.3.4") != IPAddress("1.2.3.4"))
    }

    @Test("100,000 random addresses keep their bytes as text, which the system reads alike")
    func roundTrip() {
        var random = SplitMix64(seed: 5_952)
        for number in 0..<100_000 {
            let bytes = (0..<(number.isMultiple(of: 2) ? 4 : 16)).map { _ in
                // Runs of zeros are where the texts differ.
                random.once(in: 3) ? UInt8(truncatingIfNeeded: random.next()) : 0
            }
            guard let address = IPAddress(bytes: bytes) else {
                Issue.record("no address: \(bytes)")
                continue
            }
            let text = address.description
            guard address.bytes == bytes, IPAddress(text) == address, system(text) == bytes else {
                Issue.record("\(text) is not \(bytes)")
                continue
            }
        }
    }

    @Test("100,000 random texts are addresses exactly if the system takes them for such")
    func agreement() {
        var random = SplitMix64(seed: 4_291)
        let pieces = [
            "0", "1", "9", "25", "255", "256", "f", "FFFF", "12345", "00", ".", ".", ".", ":", ":", "::", "1.2.3.4",
            "%", "x", " ",
        ]
        var valid = 0
        for number in 0..<100_000 {
            var text = ""
            if number.isMultiple(of: 4) {
                text = (0..<4).map { _ in "\(random.below(300))" }.joined(separator: ".")
            } else if number % 4 == 1 {
                text = (0..<(4 + random.below(5))).map { _ in
                    random.once(in: 4) ? "" : String(random.below(70_000), radix: 16)
                }
                .joined(separator: ":")
            } else {
                for _ in 0..<random.below(18) { text += pieces[random.below(pieces.count)] }
            }
            let address = IPAddress(text)
            if address != nil { valid += 1 }
            if address?.bytes != system(text) {
                Issue.record(
                    "'\(text)' is \(address.map { "\($0)" } ?? "refused"), and \(system(text) ?? []) to the system")
            }
        }
        #expect(valid > 10_000)
    }

    @Test("Random bytes are an address or none")
    func randomBytes() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<50_000 {
            let bytes = (0..<random.below(60)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let text = String(decoding: bytes, as: UTF8.self)
            if let address = IPAddress(text) { #expect(IPAddress(address.description) == address) }
        }
    }

    @Test("The first and the last address of each /8 are public unless they have a special purpose")
    func edges() throws {
        for first in UInt8.min...UInt8.max {
            for address in [[first, 0, 0, 0], [first, 255, 255, 255]] {
                let isSpecial = [0, 10, 127].contains(first) || first >= 224 || address == [192, 0, 0, 0]
                #expect(try #require(IPAddress(bytes: address)).isPublic == !isSpecial, "\(address)")
                let mapped = Array(repeating: 0, count: 10) + [255, 255] + address
                #expect(try #require(IPAddress(bytes: mapped)).isPublic == !isSpecial, "\(mapped)")
            }
        }
    }

    @Test("In IPv6 nothing outside 2000::/3 is public")
    func unicast() throws {
        for first in UInt8.min...UInt8.max {
            // Neither the start of 2000::/8 nor the ends of the others have a special purpose.
            let address = try #require(
                IPAddress(bytes: [first] + Array(repeating: first == 0x20 ? 0 : 0xFE, count: 15)))
            #expect(address.isPublic == (0x20...0x3F).contains(first), "\(address)")
        }
    }
}
