import TMFEvents
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// The part of the store that a listener may see, and the events of it that the listener wants, in plain code.
struct Interest: Hashable {
    var scope: Int
    var query: Int

    static let scopes = 5
    static let queries = 7

    /// Returns whether readers with a scope see a resource.
    static func sees(_ resource: SimulatedResource, scope: Int) -> Bool {
        switch scope {
        case 1: resource.isInbound
        case 3: resource.isInbound && resource.kind == .interaction
        case 4: resource.status == 0
        default: true
        }
    }

    /// Returns whether secrets are hidden from readers with a scope.
    static func hidesSecrets(scope: Int) -> Bool { scope == 2 || scope == 3 }

    /// Returns the events of a change for readers with a scope, in order.
    static func kinds(of change: SimulatedChange, scope: Int) -> [PublishedEvent.Kind] {
        let before = change.before.flatMap { sees($0, scope: scope) ? $0 : nil }
        let after = change.after.flatMap { sees($0, scope: scope) ? $0 : nil }
        guard let before else { return after == nil ? [] : [.create] }
        guard let after else { return [.delete] }
        var kinds: [PublishedEvent.Kind] = []
        let isNewStatus = before.status != after.status
        if isNewStatus { kinds.append(.statusChange) }
        if before.reason != after.reason || before.isInbound != after.isInbound
            || before.secret != after.secret && !hidesSecrets(scope: scope)
            || before.date != after.date && !isNewStatus && before.kind == .interaction
        {
            kinds.append(.attributeValueChange)
        }
        return kinds
    }

    /// Returns whether the listener wants an event of its scope.
    func wants(_ event: ExpectedEvent) -> Bool {
        let isInteraction = event.resource.kind == .interaction
        return switch query {
        case 0: true
        case 1: isInteraction && event.kind == .create
        case 2: isInteraction && event.kind == .statusChange
        case 3: isInteraction && event.resource.status == 0
        case 4: !isInteraction && event.resource.reason == 1
        case 5: isInteraction && (event.kind == .create || event.kind == .delete)
        // A condition on what is hidden never holds.
        default: isInteraction && event.resource.secret == 1 && !Self.hidesSecrets(scope: scope)
        }
    }
}

/// The scopes and queries of interests, prepared for the engine.
struct EngineInterests: Sendable {
    let rules = EventRules()
    let scopes: [EventScope]
    let queries: [EventQuery]
    let callbacks: [CallbackURL]

    init() throws {
        let inbound = Filter.equals("direction", anyOf: [.text("inbound")])
        let mask = AttributeMask([try JSONPath("$.description", dialect: .tmf630)])
        func both(_ part: EventScope.Part) -> EventScope {
            EventScope(["partyInteraction": part, "customer": part])
        }
        scopes = [
            .everything, both(EventScope.Part(rows: inbound)), both(EventScope.Part(mask: mask)),
            EventScope(["partyInteraction": EventScope.Part(rows: inbound, mask: mask)]),
            both(EventScope.Part(rows: .equals("status", anyOf: [.text("open")]))),
        ]
        queries = try [
            "", "eventType=PartyInteractionCreateEvent", "eventType=PartyInteractionStatusChangeEvent",
            "partyInteraction.status=open", "customer.reason=r1",
            "eventType=PartyInteractionCreateEvent,PartyInteractionDeleteEvent",
            "partyInteraction.description=canary1",
        ].map { try EventQuery(parsing: $0) }
        callbacks = try ["a", "b", "c"].map { try CallbackURL("https://\($0).example.com/listener") }
    }
}
