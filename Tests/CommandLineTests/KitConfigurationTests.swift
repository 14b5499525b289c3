import TMFConformance
import TMForum
import Testing

@testable import tmf

@Suite("The config.json of the published kits")
struct KitConfigurationTests {
    private static let interaction = #"{"channel":[{"id":"7"}],"direction":"outbound","reason":"r"}"#
    private static let customer = #"{"name":"n","engagedParty":{"@referredType":"Organization","id":"1"}}"#

    private func configuration(_ text: String) throws -> KitConfiguration {
        try KitConfiguration(parsing: Array(text.utf8))
    }

    @Test("The file is read as it is published, with a space before the URL")
    func published() throws {
        let configuration = try configuration(
            """
            \u{FEFF}{
                "url": " http://localhost:8080/tmf-api/partyInteraction/v4/",
                "headers": {"Content-Type": "application/json", "Authorization": "Bearer abc", "X-Number": 7},
                "payloads": {"PartyInteraction": {"POST": \(Self.interaction)}}
            }
            """)
        #expect(configuration.url == "http://localhost:8080/tmf-api/partyInteraction/v4/")
        #expect(
            configuration.headers == [
                .init(name: "Content-Type", value: "application/json"),
                .init(name: "Authorization", value: "Bearer abc"), .init(name: "X-Number", value: "7"),
            ])
        #expect(configuration.payloads == [.partyInteraction: try JSONValue(parsing: Self.interaction)])
        #expect(configuration.ignored.isEmpty)
    }

    @Test(
        "All parts may be absent, and a URL of spaces counts as absent",
        arguments: ["{}", #"{"url":" "}"#, #"{"url":""}"#])
    func nothing(text: String) throws {
        #expect(try configuration(text) == KitConfiguration())
    }

    @Test(
        "A body may be below a method, in a member payload or body, as a string, or on its own",
        arguments: [
            #"{"Customer":{"POST":\#(customer)}}"#, #"{"customer":{"post":\#(customer)}}"#,
            #"{"/customer":{"POST":{"payload":\#(customer)}}}"#, #"{"Customer":{"POST":{"body":\#(customer)}}}"#,
            #"{"Customer":\#(customer)}"#,
            #"{"Customer":{"POST":"{\"name\":\"n\",\"engagedParty\":{\"@referredType\":\"Organization\",\"id\":\"1\"}}"}}"#,
        ])
    func shapes(payloads: String) throws {
        let configuration = try configuration(#"{"payloads":\#(payloads)}"#)
        #expect(configuration.payloads == [.customer: try JSONValue(parsing: Self.customer)])
    }

    @Test("Entries that no kit uses are reported, not refused")
    func ignored() throws {
        let configuration = try configuration(
            #"{"x":1,"payloads":{"Customer":{"PATCH":{},"POST":\#(Self.customer)},"Product":{"POST":{}}}}"#)
        #expect(configuration.ignored == ["x", "payloads.Customer.PATCH", "payloads.Product"])
        #expect(configuration.payloads.count == 1)
    }

    @Test(
        "The message names the error",
        arguments: [
            ("", "line 1"), ("[]", "object"), ("{", "line 1"), (#"{"url":7}"#, "url"), (#"{"headers":[]}"#, "headers"),
            (#"{"headers":{"A":null}}"#, "headers.A"), (#"{"headers":{"A B":"1"}}"#, "A B"),
            (#"{"headers":{"A":"1\r\nB: 2"}}"#, "'A'"), (#"{"headers":{"Content-Length":"5"}}"#, "Content-Length"),
            (#"{"headers":{"A:B":"1"}}"#, "headers.A:B"), (#"{"payloads":[]}"#, "payloads"),
            (#"{"payloads":{"Customer":7}}"#, "payloads.Customer"),
            (#"{"payloads":{"Customer":{"POST":[]}}}"#, "payloads.Customer.POST"),
            (#"{"payloads":{"Customer":{"POST":"{"}}}"#, "payloads.Customer.POST"),
            (#"{"payloads":{"Customer":{"POST":{}}}}"#, "name"),
            (#"{"payloads":{"Customer":{"POST":{"name":"n","engagedParty":{"id":"1"}}}}}"#, "@referredType"),
            (#"{"payloads":{"PartyInteraction":{"POST":{"channel":[],"direction":"d"}}}}"#, "reason"),
            (
                #"{"payloads":{"PartyInteraction":{"POST":{"channel":[{}],"direction":"d","reason":"r"}}}}"#,
                "channel.id"
            ),
        ])
    func wrong(text: String, named: String) {
        let error = #expect(throws: KitConfiguration.Failure.self) { try configuration(text) }
        #expect(error?.description.contains(named) == true, "\(String(describing: error))")
    }

    @Test("As in the kit, header fields of the configuration replace those of a request; the command line wins")
    func kitHeaders() {
        let own: APIHeaders = [.contentType: "application/json"]
        let configured = [APIHeaders.Field(name: "Accept", value: "a"), .init(name: "Authorization", value: "x")]
        let given = [APIHeaders.Field(name: "authorization", value: "y"), .init(name: "X-A", value: "1")]
        #expect(RequestHeaders(configured: nil, given: []).applied(to: own, by: .ctk) == own)
        let replaced = RequestHeaders(configured: configured, given: []).applied(to: own, by: .ctk)
        #expect(replaced == APIHeaders(configured))
        let all = RequestHeaders(configured: configured, given: given).applied(to: own, by: .ctk)
        #expect(all["Authorization"] == "y" && all["Accept"] == "a" && all["X-A"] == "1")
        #expect(all["Content-Type"] == nil)
        let added = RequestHeaders(configured: nil, given: given).applied(to: own, by: .ctk)
        #expect(added["Content-Type"] == "application/json" && added["Authorization"] == "y")
    }

    @Test("A request that is judged soundly keeps the header fields it needs")
    func soundHeaders() {
        let own: APIHeaders = [.contentType: "application/merge-patch+json", .ifMatch: "\"1\""]
        let headers = RequestHeaders(
            configured: [.init(name: "Content-Type", value: "application/json")],
            given: [.init(name: "if-match", value: "*"), .init(name: "Authorization", value: "x")]
        ).applied(to: own, by: .sound)
        #expect(headers.values(of: "Content-Type") == ["application/merge-patch+json"])
        #expect(headers.values(of: "If-Match") == ["\"1\""])
        #expect(headers[.authorization] == "x")
    }
}
