import TMFExchange

/// What a kit knows about the resource of its API; requests and assertions follow from it.
struct ConformanceResource: Sendable, Hashable {
    /// An attribute and the type that every instance is to hold under it, as JavaScript names it.
    struct TypedAttribute: Sendable, Hashable {
        var name: String
        var type: String
    }

    /// The name that descriptions use.
    var title: String
    /// The path that the names of requests start with.
    var label: String
    /// The last part of the collection's URL.
    var collection: String
    /// The variable that holds the base path.
    var baseVariable: String
    /// What ends the names of the variables, before the number of the instance.
    var suffix: String
    /// The attributes that every instance is to have, whatever they hold.
    var required: [String]
    /// The attributes whose type is asserted.
    var typed: [TypedAttribute]
    /// The attributes that are remembered, searched for in the body, and compared for show.
    var compared: [String]

    static let partyInteractionV4 = ConformanceResource(
        title: "PartyInteraction", label: "/partyInteraction", collection: "partyInteraction",
        baseVariable: "Party_Interaction", suffix: "PI",
        required: ["channel", "direction", "href", "id", "reason"],
        typed: [
            .init(name: "channel", type: "array"), .init(name: "direction", type: "string"),
            .init(name: "href", type: "string"), .init(name: "id", type: "string"),
            .init(name: "reason", type: "string"),
        ],
        compared: ["direction", "href", "id", "reason"])

    static let customerV4 = ConformanceResource(
        title: "Customer", label: "/Customer", collection: "customer", baseVariable: "Customer", suffix: "CU",
        required: ["engagedParty", "@type", "href", "id", "name"],
        typed: [
            .init(name: "@type", type: "string"), .init(name: "href", type: "string"),
            .init(name: "id", type: "string"), .init(name: "name", type: "string"),
        ],
        compared: ["href", "id", "name"])

    /// The variable that remembers an attribute of a created instance, such as `IDPI01`.
    func variable(_ attribute: String, _ number: Int) -> String {
        "\(attribute.uppercased())\(suffix)0\(number)"
    }

    private var url: String { "{{\(baseVariable)}}\(collection)" }

    private func reference(_ attribute: String, _ number: Int) -> String { "{{\(variable(attribute, number))}}" }
}

extension ConformanceResource {
    func create(_ body: String, _ number: Int) -> ConformanceKit.Step {
        let article = number == 1 ? "a" : "another"
        return .init(
            "N1", label, .post, url, "This operation creates \(article) \(title)", body: body, .created(number))
    }

    var list: ConformanceKit.Step {
        .init("N1", label, .get, url, "This operation search for the created \(title)", .list)
    }

    func read(_ number: Int) -> ConformanceKit.Step {
        let which = number == 1 ? "one" : "the other one"
        let id = "/" + reference("id", number)
        return .init(
            "N1", label + id, .get, url + id, "This operation search for \(which) of the created \(title)",
            .found(number))
    }

    func select(_ attribute: String, _ script: ConformanceScript) -> ConformanceKit.Step {
        search("?fields=\(attribute)", script)
    }

    func filter(_ attribute: String, _ number: Int) -> ConformanceKit.Step {
        search("?\(attribute)=\(reference(attribute, number))", .found(number))
    }

    private func search(_ query: String, _ script: ConformanceScript) -> ConformanceKit.Step {
        .init("N2", label + query, .get, url + query, "This operation filter a \(title)", script)
    }

    func change(_ body: String, statuses: [Int]) -> ConformanceKit.Step {
        .init(
            "N2", label, .patch, url + "/" + reference("id", 1), "This operation creates a \(title)", body: body,
            .changed(statuses: statuses))
    }

    func readMissing(_ id: String) -> ConformanceKit.Step {
        .init(
            "E1", label + "/404ID", .get, "\(url)/\(id)", "This operation search for one of the created \(title)",
            .status(404))
    }
}
