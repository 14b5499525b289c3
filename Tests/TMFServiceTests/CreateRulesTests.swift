import TMForum
import Testing

@Suite("Rules of creating")
struct CreateRulesTests {
    @Test(
        "All findings are told at once, with code, pointer and message, the first one in the message of the error",
        arguments: [
            (
                Kind.partyInteraction,
                #"{"direction":7,"channel":[{}],"id":"x","interactionDate":{"startDateTime":"soon"}}"#,
                [
                    "typeMismatch /direction", "missing /reason", "missing /channel/0/id", "setByServer /id",
                    "invalidFormat /interactionDate/startDateTime",
                ]
            ),
            (
                .partyInteraction,
                #"{"direction":"inbound","reason":"r","channel":{"id":"c"},"href":"h","note":[{"date":1}]}"#,
                ["cardinality /channel", "setByServer /href", "typeMismatch /note/0/date"]
            ),
            (
                .customer,
                #"""
                {"engagedParty":{"id":"p"},"validFor":{"startDateTime":"2026-02-01T00:00:00Z",\#
                "endDateTime":"2026-01-01T00:00:00Z"},"account":"a","href":"h"}
                """#,
                [
                    "missing /name", "missing /engagedParty/@referredType", "periodOrder /validFor",
                    "cardinality /account", "setByServer /href",
                ]
            ),
        ])
    func allFindings(kind: Kind, body: String, expected: [String]) async throws {
        let client = try Client()
        let response = await client.post(kind.path, body)
        #expect(response.status == 400)
        let got = response.findings.map { finding in
            // A period may be blamed as a whole or at its end.
            finding.hasPrefix("periodOrder /validFor") ? "periodOrder /validFor" : finding
        }
        #expect(Set(got) == Set(expected))
        #expect(got.count == expected.count)
        let first = try #require(try response.json()["findings"]?[0])
        let message = try #require(try response.json()["message"]?.stringValue)
        #expect(message.contains(try #require(first["pointer"]?.stringValue)))
        #expect(message.contains(try #require(first["message"]?.stringValue)))
        expectError(response, 400, first["code"] == "missing" ? "23" : "24")
        #expect(await client.get(kind.path).text == "[]")
    }

    @Test("The profile of the specification asks for what its definition requires, that of the kits does not")
    func profiles() async throws {
        let body = #"{"channel":[{"id":"c"}],"direction":"inbound","reason":"r"}"#
        let strict = try Client(configuration: ServiceConfiguration(profile: .specification))
        let response = await strict.post(Kind.partyInteraction.path, body)
        expectError(response, 400, "23")
        #expect(
            Set(response.findings) == ["missing /status", "missing /interactionDate", "missing /channel/0/href"])
        #expect(await (try Client()).post(Kind.partyInteraction.path, body).status == 201)
    }

    @Test(
        "An unknown attribute is kept unless the configuration or the client says otherwise", arguments: Kind.allCases)
    func unknownAttributes(_ kind: Kind) async throws {
        let body = kind.minimum(and: #""x-own":{"a":[1]}"#)
        let kept = try Client()
        let created = await kept.post(kind.path, body)
        #expect(created.status == 201)
        #expect(try created.json()["x-own"] == ["a": [1]])
        let refusing = try Client(configuration: ServiceConfiguration(unknownAttributes: .refused))
        let refused = await refusing.post(kind.path, body)
        expectError(refused, 400, "24", message: "x-own")
        #expect(refused.findings == ["unknownAttribute /x-own"])
        #expect(await refusing.post(kind.path, kind.minimum).status == 201)
        for prefer in ["handling=strict", "respond-async, handling=strict", "HANDLING=strict", "handling=\"strict\""] {
            let response = await kept.post(kind.path, body, headers: [.prefer: prefer])
            expectError(response, 400, "24", message: "x-own")
        }
        let lenient = await kept.post(kind.path, body, headers: [.prefer: "handling=lenient"])
        #expect(lenient.status == 201)
        let strict = await kept.post(kind.path, kind.minimum, headers: [.prefer: "handling=strict"])
        #expect(strict.status == 201)
        #expect(strict.headers[.preferenceApplied] == "handling=strict")
    }

    @Test("What the server sets is set in the order id, href, and href is the address", arguments: Kind.allCases)
    func serverSet(_ kind: Kind) async throws {
        let client = try Client(publicURL: "https://api.example.com")
        let response = await client.post(kind.path, kind.minimum)
        let location = try #require(response.headers[.location])
        #expect(location == "https://api.example.com\(kind.path)/1")
        #expect(try response.json()["href"] == .string(location))
        #expect(try response.json()["@type"] == .string(kind.typeName))
        let dates = ["creationDate", "statusChangeDate"].map { try? response.json()[$0]?.stringValue }
        #expect(dates == (kind == .customer ? [nil, nil] : [Client.instant, Client.instant]))
        #expect(try response.json()["status"] == (kind == .customer ? nil : "open"))
    }

    @Test(
        "White space, escapes and repeated names are normalised, the digits of numbers are kept",
        arguments: [
            (#" "x" : [ 1 , 2 ] "#, #""x":[1,2]"#), (#""x":"\u0041\/\u00e9\ud83d\ude00""#, #""x":"A/é😀""#),
            (#""x":1.500e+03"#, #""x":1.500e+03"#), (#""x":-0.0"#, #""x":-0.0"#),
            (#""x":12345678901234567890.00"#, #""x":12345678901234567890.00"#), (#""\u0078":1"#, #""x":1"#),
            (#""x":1,"x":2"#, #""x":2"#), (#""x":{"y":1,"y":{"z":2}}"#, #""x":{"y":{"z":2}}"#),
            ("\"x\"\t:\r\n{\n}", #""x":{}"#),
        ])
    func normalised(given: String, expected: String) async throws {
        for kind in Kind.allCases {
            let client = try Client()
            let response = await client.post(kind.path, kind.minimum(and: given))
            #expect(response.status == 201, "\(response.text)")
            #expect(response.text.contains("," + expected + ","), "\(response.text)")
            #expect(await client.get(kind.path + "/1").body == response.body)
        }
    }

    @Test(
        "fields on POST cuts the answer, not the resource",
        arguments: [
            ("status", ["id", "href", "@type", "status"]), ("none", ["id", "href", "@type"]),
            ("unknown", ["id", "href", "@type"]), ("name,reason", ["id", "href", "@type", "reason", "name"]),
        ], Kind.allCases)
    func fields(_ arguments: (fields: String, names: [String]), kind: Kind) async throws {
        let client = try Client()
        let body = kind.minimum(and: #""status":"open""#)
        let response = await client.post(kind.path + "?fields=" + arguments.fields, body)
        #expect(response.status == 201)
        let names = Set(try #require(response.json().objectValue).names)
        #expect(names.isSubset(of: arguments.names))
        #expect(names.isSuperset(of: ["id", "href", "@type"]))
        let whole = await client.get(kind.path + "/1")
        #expect(try whole.json()[kind.mandatoryName] != nil)
        #expect(try whole.json()["status"] == "open")
        #expect(whole.headers[.eTag] == response.headers[.eTag])
        #expect(response.headers[.location] == kind.path + "/1")
    }

    @Test("A query that cannot be answered is refused on POST before anything is created", arguments: Kind.allCases)
    func badFields(_ kind: Kind) async throws {
        let client = try Client()
        expectError(await client.post(kind.path + "?fields=a[", kind.minimum), 400, "28")
        #expect(await client.get(kind.path).text == "[]")
    }

    @Test("The answer to POST has a strong entity tag, which is that of GET", arguments: Kind.allCases)
    func entityTag(_ kind: Kind) async throws {
        let client = try Client()
        let tag = try await client.post(kind.path, kind.minimum).tag()
        #expect(tag.wholeMatch(of: /"[\x21\x23-\x7E]+"/) != nil, "\(tag)")
        #expect(try await client.get(kind.path + "/1").tag() == tag)
    }

    @Test(
        "A new resource begins with one of the initial statuses, if there are any",
        arguments: [("open", true), ("completed", false), ("", false)])
    func initialStatus(status: String, allowed: Bool) async throws {
        let transitions = StatusTransitions(["open": ["completed"]], initial: ["open"])
        let client = try Client(resources: .standard { $0.transitions = transitions })
        for kind in Kind.allCases {
            let response = await client.post(kind.path, kind.minimum(and: #""status":"\#(status)""#))
            if allowed {
                #expect(response.status == 201)
            } else {
                expectError(response, 409, "409", message: "status")
                #expect(response.findings == ["transition /status"])
            }
            // The default of the server, or none at all, is no status of the client's.
            #expect(await client.post(kind.path, kind.minimum).status == 201)
        }
    }
}
