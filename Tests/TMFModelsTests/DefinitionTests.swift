import TMFModels
import Testing

@Suite("The attribute tables agree with the definitions of v4.0.0")
struct DefinitionTests {
    @Test("Every definition has a model", arguments: ["_Create", "_Update"])
    func everyDefinitionHasAModel(suffix: String) throws {
        let covered = Set(ModelCase.all.flatMap(\.definitions))
        let views = ["TMF683 PartyInteraction", "TMF629 Customer"].map { $0 + suffix }
        let listed = try Definition.list().keys.filter { !$0.hasSuffix("_Create") && !$0.hasSuffix("_Update") }
        #expect(covered == Set(listed))
        #expect(try Set(views).isSubset(of: Set(Definition.list().keys)))
    }

    @Test("A table has the attributes of its definition, with their types", arguments: ModelCase.all)
    func attributesAndTypes(model: ModelCase) throws {
        let table = Definition(model.type)
        for name in model.definitions {
            let definition = try #require(try Definition.list()[name])
            #expect(Set(table.attributes.map(\.name)) == Set(definition.attributes.map(\.name)), "\(name)")
            for attribute in definition.attributes {
                let row = try #require(table[attribute.name], "\(name) lacks \(attribute.name)")
                #expect(row.type == Self.modelName(of: attribute.type), "\(name).\(attribute.name)")
                #expect(row.cardinality.hasSuffix("*") == attribute.cardinality.hasSuffix("*"), "\(name)")
            }
        }
    }

    @Test(
        "A table has the cardinalities of its definition",
        arguments: ModelCase.all.filter {
            !["PartyInteraction", "Customer", "RelatedParty"].contains($0.type.typeName)
        })
    func cardinalities(model: ModelCase) throws {
        let table = Definition(model.type)
        for name in model.definitions {
            for attribute in try #require(try Definition.list()[name]).attributes {
                #expect(table[attribute.name]?.cardinality == attribute.cardinality, "\(name).\(attribute.name)")
            }
        }
    }

    @Test("What is mandatory on create is what the definition of the create request lists")
    func createViews() throws {
        try expectCreateView(PartyInteraction.self, "TMF683 PartyInteraction_Create")
        try expectCreateView(Customer.self, "TMF629 Customer_Create")
    }

    @Test("What is patchable is what the definition of the update request lists")
    func updateViews() throws {
        try expectUpdateView(PartyInteraction.self, "TMF683 PartyInteraction_Update")
        try expectUpdateView(Customer.self, "TMF629 Customer_Update")
    }

    @Test("A related party needs an address in TMF683 and none in TMF629")
    func relatedPartyDiffersBetweenTheAPIs() throws {
        let list = try Definition.list()
        #expect(list["TMF683 RelatedParty"]?["href"]?.cardinality == "1..1")
        #expect(list["TMF629 RelatedParty"]?["href"]?.cardinality == "0..1")
        let own = Definition(RelatedParty.self)
        for name in ["id", "@referredType"] { #expect(own[name]?.cardinality == "1..1") }
        #expect(own["href"]?.cardinality == "0..1")
        for row in PartyInteraction.rows where row.type == .object("RelatedParty") {
            #expect(row.refinements["href"] == .mandatoryInSpecification)
        }
        for row in Customer.rows { #expect(row.refinements.isEmpty) }
    }

    @Test("The conformance profile asks for less than the API definition")
    func certification() {
        func mandatory<Root: Model>(_: Root.Type) -> Set<String> {
            Set(Root.rows.filter { $0.rules.contains(.mandatoryForCertification) }.map(\.name))
        }
        #expect(mandatory(PartyInteraction.self) == ["channel", "direction", "reason"])
        #expect(mandatory(RelatedChannel.self) == ["id"])
        #expect(mandatory(RelatedParty.self) == ["id", "@referredType"])
        #expect(mandatory(Customer.self) == ["name", "engagedParty"])
    }

    @Test("The names of events are spelled as on the wire")
    func eventNames() {
        #expect(PartyInteractionStatusChangeEvent.typeName == "PartyInteractionStatusChangeEvent")
        #expect(CustomerStateChangeEvent().eventType == nil)
        let event = CustomerStateChangeEvent(eventId: "1", event: CustomerEventPayload(customer: Customer(name: "A")))
        #expect(event.eventType == "CustomerStateChangeEvent")
        #expect(event.event?.customer?.name == "A")
    }

    @Test("A path is made of the names on the wire")
    func paths() {
        let attributes = PartyInteraction.attributes
        #expect(attributes.relatedParty.id.names == ["relatedParty", "id"])
        #expect(
            attributes.interactionItem.relatedParty.referredType.names == [
                "interactionItem", "relatedParty", "@referredType",
            ])
        #expect(attributes.interactionDate.startDateTime.names == ["interactionDate", "startDateTime"])
        #expect(attributes.channel.path.names == ["channel"])
    }

    private func expectCreateView<Root: Model>(_: Root.Type, _ name: String) throws {
        let view = try #require(try Definition.list()[name])
        let rows = Root.rows.filter { !$0.rules.contains(.setByServer) }
        #expect(Set(rows.map(\.name)) == Set(view.attributes.map(\.name)))
        let table = Definition(Root.self)
        for attribute in view.attributes {
            #expect(table[attribute.name]?.cardinality == attribute.cardinality, "\(name).\(attribute.name)")
        }
    }

    private func expectUpdateView<Root: Model>(_: Root.Type, _ name: String) throws {
        let view = try #require(try Definition.list()[name])
        let rows = Root.rows.filter { !$0.rules.contains(.notPatchable) }
        #expect(Set(rows.map(\.name)) == Set(view.attributes.map(\.name)))
    }

    /// The payloads of one resource's events are one model, and an error's type has another name in Swift.
    private static func modelName(of type: String) -> String {
        guard type.hasSuffix("EventPayload") else { return type }
        return type.hasPrefix("PartyInteraction") ? "PartyInteractionEventPayload" : "CustomerEventPayload"
    }
}
