import TMFEvents
import TMFExchange
import Testing

@Suite("The addresses of a message")
struct EventMessageTests {
    private static func addresses(_ texts: [String]) -> [IPAddress] { texts.compactMap { IPAddress($0) } }

    private static let many = (0..<1_000).map { "8.8.\($0 / 250).\($0 % 250)" }

    /// A resolver with answers of its own, as they come and go.
    private static let names: [String: [[String]]] = [
        "public.example": [["8.8.8.8"]], "private.example": [["10.0.0.1"]],
        "mixed.example": [["10.0.0.1", "8.8.8.8", "::1", "2606:4700::1"]],
        "rebinding.example": [["8.8.8.8"], ["127.0.0.1"]], "alias.example": [["169.254.169.254"]], "none.example": [[]],
        "many.example": [many],
        "private-many.example": [(0..<1_000).map { "10.0.\($0 / 250).\($0 % 250)" }],
        "hidden.example": [many.map { _ in "127.0.0.1" } + ["8.8.8.8"]],
    ]

    @Test(
        "Only addresses that the policy permits are connected to",
        arguments: [
            ("public.example", ["8.8.8.8"], nil), ("private.example", nil, .notPermitted),
            ("mixed.example", ["8.8.8.8", "2606:4700::1"], nil),
            ("alias.example", nil, .notPermitted), ("none.example", nil, .nameNotFound),
            ("many.example", Array(many.prefix(8)), nil),
            ("private-many.example", nil, .notPermitted), ("hidden.example", ["8.8.8.8"], nil),
        ] as [(String, [String]?, SendFailure.Code?)])
    func resolved(name: String, expected: [String]?, failure: SendFailure.Code?) throws {
        let message = EventMessage(to: try CallbackURL("https://\(name)/"))
        let resolved = try #require(Self.names[name]?.first)
        do {
            let addresses = try message.addresses(among: Self.addresses(resolved)) {
                CallbackPolicy.publicHTTPS.permits($0, for: message.url)
            }
            #expect(addresses.map(\.description) == expected)
        } catch {
            #expect(error.code == failure)
        }
    }

    @Test("A name that leads to a public address when it is registered, and to another one later, is refused then")
    func rebinding() throws {
        let message = EventMessage(to: try CallbackURL("https://rebinding.example/"))
        let outcomes = try #require(Self.names["rebinding.example"]).map { answer in
            try? message.addresses(among: Self.addresses(answer)) {
                CallbackPolicy.publicHTTPS.permits($0, for: message.url)
            }
        }
        #expect(outcomes == [Self.addresses(["8.8.8.8"]), nil])
    }

    @Test("The policy is asked about every address, and about each once")
    func questions() throws {
        let message = EventMessage(to: try CallbackURL("https://a.example/"))
        var asked: [IPAddress] = []
        let resolved = Self.addresses(Self.many)
        _ = try message.addresses(among: resolved + resolved) {
            asked.append($0)
            return true
        }
        #expect(asked == resolved)
    }

    @Test("An address in a URL is the only one, whatever else is resolved")
    func literal() throws {
        let message = EventMessage(to: try CallbackURL("https://8.8.8.8/"))
        #expect(try message.addresses(among: Self.addresses(["1.1.1.1"])) { _ in true } == Self.addresses(["8.8.8.8"]))
        #expect(throws: SendFailure(.notPermitted)) { try message.addresses(among: []) { _ in false } }
    }

    @Test("The reason of a failure is one short line")
    func reasons() {
        #expect(SendFailure(.timeout).reason == nil)
        #expect(SendFailure(.timeout, "after 5 s").description == "the answer took too long: after 5 s")
        #expect(SendFailure(.connectionLost, "a\r\nX: y\u{1B}[2J\u{0}").reason == "a  X: y [2J ")
        #expect(SendFailure(.connectionLost, String(repeating: "é", count: 1_000)).reason?.utf8.count == 200)
        #expect(
            Set(SendFailure.Code.allCases.map { SendFailure($0).description }).count == SendFailure.Code.allCases.count)
    }
}
