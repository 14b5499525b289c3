import TMForum
import Testing
import _TMFTestSupport

@Suite("Attributes that are null")
struct NullTests {
    /// What is created of a body, its text as it is stored.
    private static func created(_ kind: Kind, _ body: String) async throws -> APIResponse {
        let client = try Client(resources: .standard { $0.operations.insert(.bulk) })
        let response = await client.post(kind.path, body)
        if response.status == 201 { #expect(await client.get(kind.path + "/1").body == response.body) }
        return response
    }

    @Test(
        "An optional attribute that is null is left out, at every level where the model knows it",
        arguments: [
            (Kind.partyInteraction, #""description":null,"relatedParty":null,"note":null"#, ""),
            (.partyInteraction, #""interactionDate":null,"status":null,"creationDate":null,"@type":null"#, ""),
            (.partyInteraction, #""note":[{"text":null,"author":"Ann"}]"#, #""note":[{"author":"Ann"}]"#),
            (.partyInteraction, #""note":[{"text":null},{"id":null,"text":"a"}]"#, #""note":[{},{"text":"a"}]"#),
            (
                .partyInteraction, #""relatedParty":[{"id":"1","name":null,"@referredType":"Individual"}]"#,
                #""relatedParty":[{"id":"1","@referredType":"Individual"}]"#
            ),
            (
                .partyInteraction, #""interactionItem":[{"note":[{"text":null}],"item":null}]"#,
                #""interactionItem":[{"note":[{}]}]"#
            ),
            (.partyInteraction, #""attachment":[{"size":{"amount":null}}]"#, #""attachment":[{"size":{}}]"#),
            (
                .customer,
                #""contactMedium":[{"mediumType":"a","characteristic":{"city":null,"x":null},"validFor":null}]"#,
                #""contactMedium":[{"mediumType":"a","characteristic":{"x":null}}]"#
            ),
            (
                .customer, #""validFor":{"startDateTime":null},"account":null"#,
                #""validFor":{}"#
            ),
        ])
    func leftOut(kind: Kind, members: String, without: String) async throws {
        let response = try await Self.created(kind, kind.minimum(and: members))
        let expected = try await Self.created(kind, without.isEmpty ? kind.minimum : kind.minimum(and: without))
        #expect(response.status == 201, "\(response.text)")
        #expect(response == expected)
    }

    @Test(
        "What the model does not know, and what may be anything, keeps its null",
        arguments: [
            (Kind.partyInteraction, #""none":null,"other":{"description":null},"list":[null]"#),
            (.partyInteraction, #""note":[{"text":"a","mine":null}]"#),
            (.customer, #""characteristic":[{"name":"a","value":{"name":null}}]"#),
            (.customer, #""contactMedium":[{"mediumType":"a","characteristic":{"mine":null}}]"#),
        ])
    func kept(kind: Kind, members: String) async throws {
        let response = try await Self.created(kind, kind.minimum(and: members))
        #expect(response.status == 201, "\(response.text)")
        #expect(response.text.contains(members), "\(response.text)")
    }

    @Test(
        "A mandatory attribute that is null is missing, and an element of an array is none",
        arguments: [
            (Kind.partyInteraction, #"{"direction":null,"reason":"a","channel":[{"id":"1"}]}"#, "missing /direction"),
            (.partyInteraction, #"{"direction":"a","reason":"a","channel":[{"id":null}]}"#, "missing /channel/0/id"),
            (.partyInteraction, #"{"direction":"a","reason":"a","channel":null}"#, "missing /channel"),
            (
                .customer, #"{"name":"a","engagedParty":{"id":"1","@referredType":null}}"#,
                "missing /engagedParty/@referredType"
            ),
            (
                .partyInteraction, #"{"direction":"a","reason":"a","channel":[{"id":"1"}],"note":[null]}"#,
                "typeMismatch /note/0"
            ),
        ])
    func mandatory(kind: Kind, body: String, finding: String) async throws {
        let response = try await Self.created(kind, body)
        #expect(response.status == 400)
        #expect(response.findings == [finding])
    }

    @Test("A body with nulls is the body without them, wherever they stand", arguments: [UInt64](1...6))
    func anywhere(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<60 {
            typealias Pair = (with: String, without: String)
            func object(_ members: [Pair], optional: [String]) -> Pair {
                var all = members.map { (pair: $0, isNull: false) }
                for name in optional where random.once(in: 2) {
                    let null = #" "\#(name)" : null"#
                    all.insert(((null, ""), true), at: random.below(all.count + 1))
                }
                return (
                    "{" + all.map(\.pair.with).joined(separator: ",") + "}",
                    "{" + all.filter { !$0.isNull }.map(\.pair.without).joined(separator: ",") + "}"
                )
            }
            func same(_ text: String) -> Pair { (text, text) }
            let note = object(
                [same(#""x":null"#), same(#""author":"é\u000a\/""#)], optional: ["id", "date", "text", "@type"])
            let party = object(
                [same(#""id":"1""#), same(#""@referredType":"A""#)], optional: ["href", "name", "role", "@baseType"])
            let members: [Pair] = [
                same(#""direction":"inbound""#), same(#""reason":"\u0041""#), same(#""channel":[{"id":"1","n":1.50}]"#),
                (#""note":[\#(note.with),{},\#(note.with)]"#, #""note":[\#(note.without),{},\#(note.without)]"#),
                (#""relatedParty":[\#(party.with)]"#, #""relatedParty":[\#(party.without)]"#),
                same(#""mine":{"note":null}"#),
            ]
            let (with, without) = object(
                members, optional: ["description", "attachment", "interactionItem", "status", "@schemaLocation"])
            #expect(
                try await Self.created(.partyInteraction, with) == Self.created(.partyInteraction, without),
                "seed \(seed): \(with)")
        }
    }

    @Test("Bulk creates as POST does")
    func bulk() async throws {
        let client = try Client(resources: .standard { $0.operations.insert(.bulk) })
        let value = Kind.customer.minimum(and: #""status":null,"account":null,"x":null"#)
        let response = await client.patch(
            Kind.customer.path, PatchType.patch, #"[{"op":"add","path":"/-","value":\#(value)}]"#)
        #expect(response.status == 200, "\(response.text)")
        #expect(!response.text.contains("account") && !response.text.contains("status"))
        #expect(response.text.contains(#""x":null"#))
    }

    @Test("A mask hides nothing that was left out, so it may be sent")
    func masked() async throws {
        let mask = AttributeMask([try JSONPath("$.creditProfile", dialect: .tmf630)])
        let client = try Client(access: ClosurePolicy { _, _, _ in .restricted(to: .all([]), hiding: mask) })
        #expect(
            await client.post(Kind.customer.path, Kind.customer.minimum(and: #""creditProfile":null"#)).status == 201)
    }

    @Test("A PATCH still sets or removes what it says", arguments: Kind.allCases)
    func patch(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind, #""status":"a","x":1"#)
        #expect(await client.patch(path, #"{"status":null,"x":null}"#).status == 200)
        #expect(!(await client.get(path).text.contains(#""status""#)))
        let set = #"[{"op":"add","path":"/status","value":null}]"#
        #expect(await client.patch(path, PatchType.patch, set).status == 200)
        #expect(await client.get(path).text.contains(#""status":null"#))
    }

    @Test(
        "A text without characters is no URI, and a relative reference is one",
        arguments: [("", 400), ("foo", 201), ("../a?b#c", 201), ("#a", 201), ("http://[x]", 400), (" ", 400)])
    func uris(text: String, status: Int) async throws {
        for kind in Kind.allCases {
            let response = try await Self.created(kind, kind.minimum(and: #""@schemaLocation":"\#(text)""#))
            #expect(response.status == status, "\(response.text)")
            if status == 400 { #expect(response.findings == ["invalidFormat /@schemaLocation"]) }
        }
    }
}
