import TMFExchange
import TMFJSON
public import TMFModels

extension ConformanceKit {
    /// The kit `CTK-Party_Interaction-4.0.0` of the Party Interaction Management API, with 18 requests.
    ///
    /// A server that is fully correct and contains no other resources gets 246 assertions.
    public static let partyInteractionV4 = makePartyInteraction()

    /// The kit `CTK-Customer-4.0.0` of the Customer Management API, with 10 requests.
    ///
    /// A server that is fully correct and contains no other resources gets 70 assertions. PATCH must return 200 or 202.
    public static let customerV4 = makeCustomer(patchStatuses: [200, 202])

    /// The first revision of the kit `CTK-Customer-4.0.0`, in which PATCH must return 201; everything else is the same.
    public static let customerV4FirstRevision = makeCustomer(patchStatuses: [201])

    private static func makePartyInteraction() -> ConformanceKit {
        let requests = KitRequests(
            .partyInteractionV4, label: "/partyInteraction", baseVariable: "Party_Interaction", suffix: "PI")
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
        let steps =
            [
                requests.create(minified, 1), requests.create(pretty, 2), requests.list, requests.read(1),
                requests.read(2),
            ] + requests.selectsAndFilters + [requests.readMissing("9537d3a7-af52-44a7-b675-26e2fa32df85")]
        return ConformanceKit(
            name: "CTK-Party_Interaction-4.0.0", resource: .partyInteractionV4, script: requests.script, steps: steps,
            isPublished: true)
    }

    private static func makeCustomer(patchStatuses: [Int]) -> ConformanceKit {
        let requests = KitRequests(.customerV4, label: "/Customer", baseVariable: "Customer", suffix: "CU")
        let created =
            #"{"name":"Moon Football Club","engagedParty":{"@referredType":"Organization","id":"500"}}"#
        let changed = """
            {
                "name": "Sun Football Club"
            }
            """
        return ConformanceKit(
            name: "CTK-Customer-4.0.0", resource: .customerV4, script: requests.script,
            steps: [
                requests.create(created, 1), requests.list, requests.read(1),
                requests.select("href", .status(200)), requests.select("id", .status(200)), requests.filter("id", 1),
                requests.select("name", .nothing), requests.filter("name", 1),
                requests.change("name", changed, statuses: patchStatuses),
                requests.readMissing("c2df1950-c17c-4576-9c22-e59073a4a86a"),
            ], isPublished: true)
    }

    /// Creates a kit for the resources of a description.
    ///
    /// By the kit standard, it sends the requests that the kit of TMF683 sends: it creates two resources from the
    /// sample of the description, reads and lists them, selects and filters by the mandatory texts, and requests an
    /// unknown identifier. If the description makes PATCH mandatory, it also changes one of the texts. By the sound
    /// standard, it performs the checks of the published kits, as far as the resource has attributes for them. The
    /// notes of the report list the checks that were left out.
    ///
    /// The name consists of the number of the API, the name and the version, such as `TMF632-individual-4.0.0`.
    ///
    /// - Parameter resource: The description.
    public init(for resource: ResourceDescription) {
        let requests = KitRequests(resource)
        let body = JSONValue.object(resource.smallestBody)
        var steps =
            [
                requests.create(body.description, 1), requests.create(body.description, 2), requests.list,
                requests.read(1), requests.read(2),
            ] + requests.selectsAndFilters
        if resource.mandatoryMethods.contains(.patch), let attribute = SoundVocabulary(resource).keyAttribute {
            let change: JSONValue = [attribute: "Changed"]
            steps.append(requests.change(attribute, change.description, statuses: [200, 202]))
        }
        steps.append(requests.readMissing("9537d3a7-af52-44a7-b675-26e2fa32df85"))
        self.init(
            name: [resource.api, resource.name, resource.version].filter { !$0.isEmpty }.joined(separator: "-"),
            resource: resource, script: requests.script, steps: steps, isPublished: false)
    }
}
