import TMFExchange
import TMFJSON
import TMFModels
import Testing

@Suite("Resource models")
struct ResourceModelTests {
    @Test("They know their description and their identifier")
    func description() throws {
        #expect(PartyInteraction.resourceDescription == .partyInteractionV4)
        #expect(Customer.resourceDescription == .customerV4)
        for description in [ResourceDescription].standard {
            let model = try #require(description.model as? any ResourceModel.Type)
            var resource: any ResourceModel = try model.init(json: ["id": "1"])
            #expect(resource.id == "1")
            resource.id = nil
            #expect(resource.json == [:])
        }
    }

    @Test("A value tells its findings as its document does")
    func findings() {
        var interaction = PartyInteraction(id: "1", direction: .inbound)
        interaction.additionalMembers = ["reason": 7, "extra": true]
        let options = ValidationOptions(profile: .specification, unknownAttributes: .refused)
        for operation in [ValidationOperation.create, .resource] {
            let findings = interaction.findings(for: operation, options: options)
            #expect(findings == PartyInteraction.findings(in: interaction.json, for: operation, options: options))
            #expect(findings.contains { $0.pointer.description == "/reason" && $0.code == .typeMismatch })
        }
        #expect(interaction.findings(for: .create).contains { $0.code == .setByServer })
        #expect(EntityRef(id: "1").findings(for: .resource).isEmpty)
    }

    @Test(
        "A description tells paths, percent-encoded",
        arguments: [
            ("/tmf-api/party/v4", "/tmf-api/party/v4/individual"), ("tmf-api/a%20b/", "/tmf-api/a%20b/individual"),
            ("", "/individual"), ("//a//", "/a/individual"), ("/\u{FC}/%zz", "/%C3%BC/%25zz/individual"),
        ])
    func paths(_ basePath: String, _ path: String) {
        let description = ResourceDescription(Customer.self, basePath: basePath, name: "individual")
        #expect(description.path == path)
        #expect(description.path(of: "1/2 \u{E9}") == path + "/1%2F2%20%C3%A9")
        #expect(description.path(of: "") == path + "/")
    }
}
