import TMFEvents
import Testing

@Suite("Ranges of addresses")
struct IPNetworkTests {
    @Test(
        "A range is read from its text",
        arguments: [
            ("10.0.0.0/8", "10.0.0.0/8"), ("0.0.0.0/0", "0.0.0.0/0"), ("10.1.2.3/32", "10.1.2.3/32"),
            ("FD00:0::/8", "fd00::/8"), ("::/0", "::/0"),
            ("::1/128", "::1/128"), ("10.128.0.0/9", "10.128.0.0/9"), ("2001:db8:8000::/33", "2001:db8:8000::/33"),
        ])
    func texts(text: String, canonical: String) {
        #expect(IPNetwork(text)?.description == canonical)
    }

    @Test(
        "Another text is not a range",
        arguments: [
            "", "/", "10.0.0.0", "10.0.0.0/", "/8", "10.0.0.0/8/8", "10.0.0.0/08", "10.0.0.0/+8", "10.0.0.0/33",
            "10.0.0.0/-1", "10.0.0.0/255.0.0.0",
            "10.1.2.3/8", "10.0.0.1/31", "10.0.0.0/4", "10/8", "::/129", "::1/127", "fd00::1/8", "8000::/0",
            " 10.0.0.0/8", "10.0.0.0/ 8",
            "::ffff:0:0/96", "::ffff:10.0.0.0/104", "10.0.0.0/99999999999999999999",
        ])
    func otherTexts(text: String) {
        #expect(IPNetwork(text) == nil)
    }

    @Test("A range contains the addresses from its first to its last one")
    func contents() throws {
        let cases: [(IPNetwork, inside: [String], outside: [String])] = [
            (
                "10.0.0.0/8", ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3"],
                ["9.255.255.255", "11.0.0.0", "a00::", "::10.0.0.0"]
            ),
            ("10.128.0.0/9", ["10.128.0.0", "10.255.255.255"], ["10.127.255.255", "11.0.0.0"]),
            ("10.1.2.3/32", ["10.1.2.3", "::ffff:10.1.2.3"], ["10.1.2.2", "10.1.2.4"]),
            ("0.0.0.0/0", ["0.0.0.0", "255.255.255.255", "::ffff:1.2.3.4"], ["::", "::1", "::fffe:1.2.3.4"]),
            ("fd00::/8", ["fd00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"], ["fc00::", "fe00::", "253.0.0.0"]),
            ("::/0", ["::", "ffff::"], ["0.0.0.0", "::ffff:1.2.3.4"]),
            ("::1/128", ["::1"], ["::", "::2", "::1:0:0:0:1"]),
        ]
        for (network, inside, outside) in cases {
            for text in inside { #expect(network.contains(try #require(IPAddress(text))), "\(text) in \(network)") }
            for text in outside { #expect(!network.contains(try #require(IPAddress(text))), "\(text) in \(network)") }
        }
    }
}
