import TMFEvents
import TMFJSON
import TMFModels
import Testing
import _TMFTestSupport

@Suite("URLs of callbacks")
struct CallbackURLTests {
    @Test("A callback is permitted in its normal form, or refused with all reasons", arguments: try CallbackCase.list())
    func corpus(_ example: CallbackCase) {
        var policy = CallbackPolicy.publicHTTPS
        policy.ownHosts = ["api.operator.example", "9.9.9.9"]
        do {
            let url = try CallbackURL(example.url)
            let findings = policy.findings(in: url)
            #expect(findings.map(\.message) == example.refused)
            #expect(findings.allSatisfy { $0.code == .notAllowed && $0.pointer == "/callback" })
            if let normal = example.normal { #expect(url.description == normal) }
        } catch {
            #expect([error.description] == example.refused)
            #expect(error.finding == Finding(.invalidFormat, at: "/callback", error.description))
        }
    }

    @Test("The corpus has each kind of error, and callbacks that are permitted")
    func coverage() throws {
        let cases = try CallbackCase.list()
        let reasons = Set(cases.flatMap(\.refused))
        for code in CallbackURL.SyntaxError.Code.allCases where code != .length {
            #expect(reasons.contains(CallbackURL.SyntaxError(code).description))
        }
        #expect(cases.count > 250 && cases.contains { $0.normal != nil })
        #expect(cases.allSatisfy { ($0.normal == nil) != $0.refused.isEmpty })
    }

    @Test("The normal form of a URL is its own normal form, and equal URLs have the same")
    func normalForm() throws {
        for text in try CallbackCase.list().compactMap(\.normal) {
            let url = try CallbackURL(text)
            #expect(url.description == text)
            #expect(try CallbackURL(url.description) == url)
        }
        #expect(try CallbackURL("HTTPS://A.example.:443") == CallbackURL("https://a.example/"))
        #expect(try CallbackURL("https://a.example/a") != CallbackURL("https://a.example/A"))
        #expect(try CallbackURL("http://a.example:443") != CallbackURL("https://a.example:443"))
    }

    @Test("A URL is split into its parts")
    func parts() throws {
        let url = try CallbackURL("http://CRM.example.:8080?tenant=7")
        #expect(url.scheme == .http && url.host == .name("crm.example") && url.port == 8_080)
        #expect(url.target == "/?tenant=7" && url.authority == "crm.example:8080")
        let literal = try CallbackURL("https://[2606:4700:0::1]/a")
        #expect(literal.host == IPAddress("2606:4700::1").map { .address($0) })
        #expect(literal.port == 443 && literal.target == "/a" && literal.authority == "[2606:4700::1]")
    }

    @Test("A URL has at most 2,048 bytes")
    func length() throws {
        let start = "https://a.example/"
        let longest = start + String(repeating: "a", count: 2_048 - start.utf8.count)
        #expect(try CallbackURL(longest).description == longest)
        #expect(throws: CallbackURL.SyntaxError(.length)) { try CallbackURL(longest + "a") }
        #expect(throws: CallbackURL.SyntaxError(.length)) { try CallbackURL(longest + "\u{E9}") }
    }

    @Test("Any text is a URL or is refused, and what is permitted has the same host for a simple parser")
    func randomTexts() {
        var random = SplitMix64(seed: 4_010)
        let pieces = [
            "http", "s", "://", "/", "@", ":", "#", "?", "\\", ".", "..", "%", "2e", "[", "]", "127.0.0.1", "::1", "::",
            "0x7f", "10", "1",
            "localhost", "a", "example", "\u{0}", "\t", "\r\n", "é", "①", "e\u{301}", "-", "8443", "443",
        ]
        var accepted = 0
        for _ in 0..<50_000 {
            var text = random.once(in: 8) ? "" : "https://"
            for _ in 0..<random.below(9) {
                text +=
                    random.once(in: 12)
                    ? String(
                        decoding: (0..<random.below(6)).map { _ in UInt8(truncatingIfNeeded: random.next()) },
                        as: UTF8.self)
                    : pieces[random.below(pieces.count)]
            }
            guard let url = try? CallbackURL(text) else { continue }
            accepted += 1
            #expect((try? CallbackURL(url.description)) == url, "\(text)")
            #expect(text.utf8.allSatisfy { 0x21...0x7E ~= $0 } && !text.contains { "\\#".contains($0) }, "\(text)")
            // Everything between the slashes and the next delimiter is the authority, for every parser.
            let authority = text.dropFirst(url.scheme.rawValue.count + 3).prefix { !"/?".contains($0) }
            #expect(
                authority.lowercased().replacing(".:", with: ":").contains("\(url.host)")
                    || url.host.description.contains(":"), "\(text)")
        }
        #expect(accepted > 1_000)
    }
}
