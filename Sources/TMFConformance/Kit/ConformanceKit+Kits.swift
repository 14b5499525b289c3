extension ConformanceKit {
    /// The kit `CTK-Party_Interaction-4.0.0` of the Party Interaction Management API, with 18 requests.
    ///
    /// A server that does everything right and holds no other resources gets 246 assertions.
    public static let partyInteractionV4 = partyInteraction(.partyInteractionV4)

    /// The kit `CTK-Customer-4.0.0` of the Customer Management API, with 10 requests.
    ///
    /// A server that does everything right and holds no other resources gets 70 assertions. PATCH is to answer 200 or
    /// 202.
    public static let customerV4 = customer(.customerV4, patchStatuses: [200, 202])

    /// The first revision of the kit `CTK-Customer-4.0.0`, whose PATCH is to answer 201; all else is the same.
    public static let customerV4FirstRevision = customer(.customerV4, patchStatuses: [201])

    private static func partyInteraction(_ resource: ConformanceResource) -> ConformanceKit {
        let minified =
            #"{"channel":[{"id":"555"}],"direction":"inbounds","#
            + #""reason":"The user wanted to buy TV and internet plan"}"#
        let pretty = """
            {
              "channel": [
                {
                  "id": "555"
                }
              ],
              "direction": "inbounds",
              "reason": "The user wanted to buy TV and internet plan"
            }
            """
        var steps = [
            resource.create(minified, 1), resource.create(pretty, 2), resource.list, resource.read(1), resource.read(2),
        ]
        for name in ["direction", "href", "id", "reason"] {
            steps += [resource.select(name, .nothing), resource.filter(name, 1), resource.filter(name, 2)]
        }
        steps.append(resource.readMissing("9537d3a7-af52-44a7-b675-26e2fa32df85"))
        return ConformanceKit(
            name: "CTK-Party_Interaction-4.0.0", defaultBasePath: "/tmf-api/partyInteraction/v4/", resource: resource,
            steps: steps)
    }

    private static func customer(_ resource: ConformanceResource, patchStatuses: [Int]) -> ConformanceKit {
        let created =
            #"{"name":"Moon Football Club","engagedParty":{"@referredType":"Organization","id":"500"}}"#
        let changed = """
            {
                "name": "Sun Football Club"
            }
            """
        return ConformanceKit(
            name: "CTK-Customer-4.0.0", defaultBasePath: "/tmf-api/customerManagement/v4/", resource: resource,
            steps: [
                resource.create(created, 1), resource.list, resource.read(1),
                resource.select("href", .status(200)), resource.select("id", .status(200)), resource.filter("id", 1),
                resource.select("name", .nothing), resource.filter("name", 1),
                resource.change(changed, statuses: patchStatuses),
                resource.readMissing("c2df1950-c17c-4576-9c22-e59073a4a86a"),
            ])
    }
}
