import TMForum
import Testing

@Suite("Rules of changing")
struct PatchRuleTests {
    /// The bodies that set an attribute, by type; none removes or tests.
    private static func setting(_ name: String, to value: String) -> [(String, String)] {
        let patch = #"[{"op":"add","path":"/x","value":1},{"op":"replace","path":"/\#(name)","value":\#(value)}]"#
        return [
            (PatchType.json, #"{"x":1,"\#(name)":\#(value)}"#), (PatchType.merge, #"{"x":1,"\#(name)":\#(value)}"#),
            (PatchType.patch, patch), (PatchType.query, patch),
        ]
    }

    @Test(
        "What must not change may be given with its own value, and is refused by name with another, in every type",
        arguments: [
            (Kind.partyInteraction, "id", #""1""#, #""2""#),
            (.partyInteraction, "href", #""/tmf-api/partyInteraction/v4/partyInteraction/1""#, #""/x""#),
            (.partyInteraction, "direction", #""inbound""#, #""outbound""#), (.customer, "id", #""\u0031""#, "1"),
            (.customer, "href", #""\/tmf-api/customerManagement/v4/customer/1""#, #""http://h/""#),
        ])
    func notPatchable(kind: Kind, name: String, equal: String, other: String) async throws {
        for (type, body) in Self.setting(name, to: equal) {
            let client = try Client()
            let path = try await client.create(kind)
            let response = await client.patch(path, type, body)
            #expect(response.status == 200, "\(type) \(response.text)")
            #expect(try response.json()["x"] == 1)
        }
        for (type, body) in Self.setting(name, to: other) {
            let client = try Client()
            let path = try await client.create(kind)
            let before = await client.get(path)
            let response = await client.patch(path, type, body)
            expectError(response, 400, "24", message: name)
            #expect(response.findings == ["notPatchable /" + name])
            #expect(await client.get(path) == before)
        }
    }

    @Test(
        "What must not change cannot be removed, moved or replaced as a whole",
        arguments: [
            #"[{"op":"remove","path":"/id"}]"#, #"[{"op":"move","from":"/id","path":"/x"}]"#,
            #"[{"op":"remove","path":"$.id"}]"#, #"[{"op":"replace","path":"","value":{}}]"#,
            #"[{"op":"remove","path":"/href"},{"op":"add","path":"/y","value":1}]"#,
        ])
    func removal(_ body: String) async throws {
        for kind in Kind.allCases {
            let client = try Client()
            let path = try await client.create(kind)
            let before = await client.get(path)
            for type in [PatchType.patch, PatchType.query] {
                let response = await client.patch(path, type, body)
                #expect((400..<500).contains(response.status), "\(type): \(response.status) \(response.text)")
                #expect(await client.get(path) == before)
            }
        }
    }

    @Test(
        "A status that changes stamps its date unless the client does, in every type",
        arguments: [
            ("status", #""completed""#, "2027-01-01T00:00:00Z"), ("status", #""open""#, Client.instant),
            ("status", #""\u006fpen""#, Client.instant), ("reason", #""Other""#, Client.instant),
            ("statusChangeDate", #""2026-12-24T00:00:00Z""#, "2026-12-24T00:00:00Z"),
        ])
    func statusDate(name: String, value: String, expected: String) async throws {
        for (type, body) in Self.setting(name, to: value) {
            let store = InMemoryStore()
            let path = try await Client(store: store).create(.partyInteraction)
            let client = try Client(store: store, at: "2027-01-01T00:00:00Z")
            let response = await client.patch(path, type, body)
            #expect(try response.json()["statusChangeDate"] == .string(expected), "\(type) \(response.text)")
        }
    }

    @Test("The date that a client gives with a status is kept", arguments: [PatchType.patch, PatchType.query])
    func clientDate(_ type: String) async throws {
        let client = try Client()
        let path = try await client.create(.partyInteraction)
        let date = "2026-12-24T00:00:00Z"
        let body = #"""
            [{"op":"replace","path":"/status","value":"completed"},
             {"op":"replace","path":"/statusChangeDate","value":"\#(date)"}]
            """#
        #expect(try await client.patch(path, type, body).json()["statusChangeDate"] == .string(date))
    }

    @Test(
        "Only the statuses that may follow are allowed, others are a conflict that changes nothing",
        arguments: [
            ("open", #""inProgress""#, true), ("open", #""open""#, true), ("open", #""completed""#, false),
            ("open", "null", false), ("inProgress", #""completed""#, true), ("inProgress", #""open""#, false),
            ("completed", #""open""#, false), ("completed", #""completed""#, true), ("other", #""open""#, false),
        ])
    func transitions(before: String, after: String, allowed: Bool) async throws {
        let transitions = StatusTransitions(["open": ["inProgress", "cancelled"], "inProgress": ["completed"]])
        for kind in Kind.allCases {
            for type in [PatchType.merge, PatchType.patch] {
                let client = try Client(resources: .standard { $0.transitions = transitions })
                let path = try await client.create(kind, #""status":"\#(before)""#)
                let resource = await client.get(path)
                let removes = type == PatchType.patch && after == "null"
                let change = removes ? #""op":"remove""# : #""op":"replace","value":\#(after)"#
                let body = type == PatchType.merge ? #"{"status":\#(after)}"# : #"[{"path":"/status",\#(change)}]"#
                let response = await client.patch(path, type, body)
                if allowed {
                    #expect(response.status == 200, "\(response.text)")
                } else {
                    expectError(response, 409, "409", message: "status")
                    #expect(response.findings == ["transition /status"])
                    #expect(await client.get(path) == resource)
                }
            }
        }
    }

    @Test("Without transitions any status may follow any", arguments: Kind.allCases)
    func noTransitions(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind, #""status":"completed""#)
        for status in [#""open""#, #""whatever""#] {
            #expect(await client.patch(path, #"{"status":\#(status)}"#).status == 200)
        }
    }

    @Test(
        "The result must satisfy the rules of creating, in every type",
        arguments: [
            (Kind.partyInteraction, "reason", "null", "23", "missing /reason"),
            (.partyInteraction, "channel", "[]", "23", "missing /channel"),
            (.partyInteraction, "channel", "{}", "24", "cardinality /channel"),
            (.partyInteraction, "creationDate", #""x""#, "24", "invalidFormat /creationDate"),
            (.customer, "name", "5", "24", "typeMismatch /name"),
            (.customer, "engagedParty", #"{"id":"a"}"#, "23", "missing /engagedParty/@referredType"),
            (.customer, "engagedParty", "null", "23", "missing /engagedParty"),
        ])
    func results(kind: Kind, name: String, value: String, code: String, finding: String) async throws {
        let patch = #"[{"op":"replace","path":"/\#(name)","value":\#(value)}]"#
        // A merge patch would keep the members of an object that it does not name.
        let merge =
            value.hasPrefix(#"{"id"#) ? #"{"\#(name)":{"id":"a","@referredType":null}}"# : #"{"\#(name)":\#(value)}"#
        for (type, body) in [
            (PatchType.json, merge), (PatchType.merge, merge), (PatchType.patch, patch), (PatchType.query, patch),
        ] {
            let client = try Client()
            let path = try await client.create(kind)
            let before = await client.get(path)
            let response = await client.patch(path, type, body)
            expectError(response, 400, code)
            #expect(response.findings == [finding], "\(type)")
            #expect(await client.get(path) == before)
        }
    }

    @Test("All findings of a patch are told at once")
    func allFindings() async throws {
        let client = try Client()
        let path = try await client.create(.customer)
        let response = await client.patch(path, #"{"name":null,"engagedParty":{"id":1},"account":[{}],"id":"7"}"#)
        let expected = [
            "missing /name", "typeMismatch /engagedParty/id", "missing /account/0/name", "notPatchable /id",
        ]
        #expect(response.status == 400)
        #expect(Set(response.findings).isSubset(of: expected))
        #expect(response.findings == ["notPatchable /id"] || Set(response.findings) == Set(expected))
    }

    @Test("Unknown attributes are refused by configuration or by Prefer, in every type", arguments: PatchType.all)
    func unknownAttributes(_ type: String) async throws {
        let body =
            type.contains("patch-") || type == PatchType.patch
            ? #"[{"op":"add","path":"/own","value":1}]"# : #"{"own":1}"#
        for kind in Kind.allCases {
            let refusing = try Client(configuration: ServiceConfiguration(unknownAttributes: .refused))
            let path = try await refusing.create(kind)
            let refused = await refusing.patch(path, type, body)
            expectError(refused, 400, "24", message: "own")
            #expect(refused.findings == ["unknownAttribute /own"])
            let keeping = try Client()
            _ = try await keeping.create(kind)
            let headers: APIHeaders = [.contentType: type, .prefer: "handling=strict"]
            expectError(await keeping.patch(path, body, headers: headers), 400, "24", message: "own")
            #expect(await keeping.patch(path, type, body).status == 200)
        }
    }

    @Test("Many attributes that were unknown before do not hide what else is wrong", arguments: Kind.allCases)
    func manyUnknown(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind, (0..<150).map { #""own\#($0)":1"# }.joined(separator: ","))
        let headers: APIHeaders = [.contentType: PatchType.merge, .prefer: "handling=strict"]
        #expect(await client.patch(path, #"{"status":"x"}"#, headers: headers).status == 200)
        for body in [
            #"{"relatedParty":[{"id":5}]}"#, #"{"new":1}"#, #"{"\#(kind.mandatoryName)":null}"#, #"{"status":5}"#,
        ] {
            let response = await client.patch(path, body, headers: headers)
            #expect(response.status == 400, "\(body)")
            #expect(response.findings.allSatisfy { !$0.contains("/own") })
        }
    }

    @Test(
        "Many attributes that were unknown before, inside of others, do not hide what else is wrong",
        arguments: Kind.allCases)
    func manyUnknownInside(_ kind: Kind) async throws {
        let client = try Client()
        let own = (0..<150).map { #""own\#($0)":1"# }.joined(separator: ",")
        let note =
            kind == .customer ? #""account":[{"id":"1","name":"A",\#(own)}]"# : #""channel":[{"id":"1",\#(own)}]"#
        let path = try await client.create(kind, note)
        let headers: APIHeaders = [.contentType: PatchType.merge, .prefer: "handling=strict"]
        #expect(await client.patch(path, #"{"status":"x"}"#, headers: headers).status == 200)
        let response = await client.patch(path, #"{"relatedParty":[{"id":5,"@referredType":"x"}]}"#, headers: headers)
        expectError(response, 400, "24", message: "/relatedParty/0/id")
    }

    @Test("fields on PATCH cuts the answer, not the resource", arguments: Kind.allCases)
    func fields(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let response = await client.patch(path + "?fields=x", #"{"x":1,"y":2}"#)
        #expect(response.status == 200)
        #expect(try response.json().objectValue.map { Set($0.names) } == ["id", "href", "@type", "x"])
        #expect(try await client.get(path).json()["y"] == 2)
        #expect(try await client.get(path).tag() == response.tag())
        expectError(await client.patch(path + "?fields=a[", #"{"x":3}"#), 400, "28")
        #expect(try await client.get(path).json()["x"] == 1)
    }

    @Test("A patch whose result would be larger or deeper than the limits is refused, and nothing changes")
    func tooLarge() async throws {
        let limits = ServiceLimits(patch: JSONPatch.Limits(nodes: 500, depth: 150))
        let client = try Client(configuration: ServiceConfiguration(limits: limits))
        let nested = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        let path = try await client.create(.customer, #""a":[1,2,3,4],"x":\#(nested)"#)
        let before = await client.get(path)
        let doubling = (0..<8).map { _ in #"{"op":"copy","from":"/a","path":"/a/-"}"# }.joined(separator: ",")
        let inside = #"{"op":"copy","from":"/x","path":"/x\#(String(repeating: "/0", count: 99))/-"}"#
        for operations in [doubling, inside] {
            for type in [PatchType.patch, PatchType.query] {
                expectError(await client.patch(path, type, "[\(operations)]"), 413, "413")
                #expect(await client.get(path) == before)
            }
        }
    }
}
