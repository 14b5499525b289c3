import TMForum
import Testing

@Suite("Preferences on bodies")
struct PreferenceTests {
    @Test(
        "A preference for leniency does not loosen a configured refusal of unknown attributes in bodies",
        arguments: [
            "handling=lenient", "Handling=Lenient", "return=minimal, handling=lenient", #"handling="lenient""#,
        ],
        Kind.allCases)
    func lenientBodies(prefer: String, kind: Kind) async throws {
        let client = try Client(
            resources: .standard { $0.operations.insert(.bulk) },
            configuration: ServiceConfiguration(unknownAttributes: .refused))
        let path = try await client.create(kind)
        let before = await client.get(path)
        func headers(_ type: String) -> APIHeaders { [.contentType: type, .prefer: prefer] }

        let created = await client.post(kind.path, kind.minimum(and: #""own":1"#), headers: headers(PatchType.json))
        expectError(created, 400, "24", message: "own")
        #expect(created.findings == ["unknownAttribute /own"])
        for type in PatchType.all {
            let isPatch = type == PatchType.patch || type == PatchType.query
            let body = isPatch ? #"[{"op":"add","path":"/own","value":1}]"# : #"{"own":1}"#
            expectError(await client.patch(path, body, headers: headers(type)), 400, "24", message: "own")
        }
        for operation in [
            #"{"op":"add","path":"/1/own","value":1}"#,
            #"{"op":"add","path":"/-","value":\#(kind.minimum(and: #""own":1"#))}"#,
        ] {
            let response = await client.patch(kind.path, "[\(operation)]", headers: headers(PatchType.patch))
            expectError(response, 400, "24", message: "own")
        }
        #expect(await client.get(path) == before)
        #expect(try await client.ids(kind.path) == ["1"])
    }
}
