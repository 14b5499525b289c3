import TMFJSON
import Testing

/// A change of one fact about a system, and whether its report can tell.
struct ReenactedFact: Sendable, CustomTestStringConvertible {
    /// The property of ``ReenactedBehaviour`` that is changed.
    let property: String
    /// What it becomes.
    let change: String
    /// Whether a report of a system can tell.
    let isTold: Condition
    let apply: @Sendable (inout ReenactedBehaviour) -> Void

    var testDescription: String { "\(property) \(change)" }

    init(
        _ property: String, _ change: String, isTold: Condition = .always,
        apply: @escaping @Sendable (inout ReenactedBehaviour) -> Void
    ) {
        self.property = property
        self.change = change
        self.isTold = isTold
        self.apply = apply
    }

    static let all: [ReenactedFact] = address + rows + answers + lists + before

    private static let address: [ReenactedFact] = [
        .init("origin", "has another port") { $0.origin += "0" },
        .init("basePath", "has another end") { $0.basePath += "v9/" },
        .init("collection", "has another name") { $0.collection += "s" },
    ]

    private static let rows: [ReenactedFact] = [
        .init("firstID", "is the next one") { $0.firstID = ReenactedBehaviour.id($0.firstID, 1) },
        // A customer is created only once.
        .init("createsEqualBodiesOnce", "is turned round", isTold: .ofEqualBodies) {
            $0.createsEqualBodiesOnce.toggle()
        },
        .init("hrefPrefix", "has another end") { $0.hrefPrefix += "x/" },
        .init("endsHrefWithParty", "is turned round") { $0.endsHrefWithParty.toggle() },
        .init("holdsType", "is turned round") { $0.holdsType.toggle() },
        .init("addedLength", "is one more") { $0.addedLength = ($0.addedLength ?? 0) + 1 },
        // Where the server adds nothing, there is nothing that could be longer.
        .init("readDifferences", "is one more for the first", isTold: .ofAddedText) {
            $0.readDifferences[0] += 1
        },
        .init("readDifferences", "is one less for the last", isTold: .ofAddedText) {
            $0.readDifferences[$0.readDifferences.count - 1] -= 1
        },
        .init("payload", "is another one") { behaviour in
            behaviour.payload =
                behaviour.collection != "customer"
                ? ["channel": [["id": "555"]], "direction": "inbound", "reason": "Another"]
                : ["name": "Mars Football Club", "engagedParty": ["id": "500"]]
        },
    ]

    private static let answers: [ReenactedFact] = [
        .init("createdStatus", "is 200") { $0.createdStatus = 200 },
        .init("missingStatus", "is 410") { $0.missingStatus = 410 },
        .init("missingBytes", "is one more") { $0.missingBytes += 1 },
        .init("readsArrays", "is turned round") { $0.readsArrays.toggle() },
        .init("change", "answers 200", isTold: .ofChanges) { $0.change?.status = 200 },
        .init("change", "is made", isTold: .ofChanges) { $0.change?.isMade = true },
        .init("change", "is right", isTold: .ofChanges) { $0.change = nil },
    ]

    private static let lists: [ReenactedFact] = [
        // Where filters are ignored no list has one row, but for that of a customer.
        .init("listsObject", "is turned round", isTold: .ofFilters) { $0.listsObject.toggle() },
        .init("pageSize", "is one less", isTold: .ofInteractions) { behaviour in
            let rows = behaviour.rowsBefore.reduce(behaviour.createsEqualBodiesOnce ? 1 : 2) { $0 + $1.count }
            behaviour.pageSize = (behaviour.pageSize ?? rows) - 1
        },
        .init("pageSize", "is without bounds", isTold: .ofPages) { $0.pageSize = nil },
        // Where there is one row, nothing tells a filter that finds it from one that is not looked at.
        .init("ignoresFilters", "is turned round", isTold: .ofInteractions) { $0.ignoresFilters.toggle() },
        .init("selection", "is none", isTold: .ofSelection(otherThan: .ignored)) { $0.selection = .ignored },
        .init("selection", "is null", isTold: .ofSelection(otherThan: .null)) { $0.selection = .null },
        .init("selection", "is generous", isTold: .ofSelection(otherThan: .generous)) { $0.selection = .generous },
    ]

    private static let before: [ReenactedFact] = [
        .init("rowsBefore", "are one less, or one where there was none") { behaviour in
            guard let last = behaviour.rowsBefore.popLast() else {
                behaviour.rowsBefore = [.init(count: 1, direction: "inbounds", reason: "-", bytes: 200)]
                return
            }
            behaviour.rowsBefore.append(last.with(count: last.count - 1))
        },
        // Behind a first page, only what a filter finds can be counted.
        .init(
            "rowsBefore", "are one more",
            isTold: .ofCountedRows
        ) { behaviour in
            guard let last = behaviour.rowsBefore.popLast() else { return }
            behaviour.rowsBefore.append(last.with(count: last.count + 1))
        },
        .init("rowsBefore", "are larger", isTold: .ofRowsBefore) { behaviour in
            for index in behaviour.rowsBefore.indices { behaviour.rowsBefore[index].bytes += 100 }
        },
        .init("rowsBefore", "are larger where fields are chosen", isTold: .ofProjections) { behaviour in
            for index in behaviour.rowsBefore.indices { behaviour.rowsBefore[index].projectedBytes? += 100 }
        },
        .init("rowsBefore", "have another direction", isTold: .ofFilteredRows) { behaviour in
            for index in behaviour.rowsBefore.indices {
                let isOutbound = behaviour.rowsBefore[index].direction == "outbound"
                behaviour.rowsBefore[index].direction = isOutbound ? "inbounds" : "outbound"
            }
        },
        .init("rowsBefore", "have another reason", isTold: .ofFilteredRows) { behaviour in
            for index in behaviour.rowsBefore.indices { behaviour.rowsBefore[index].reason += "?" }
        },
    ]
}

extension ReenactedFact {
    /// What a system is like whose report tells of a fact.
    enum Condition: Sendable {
        case always
        /// Only a party interaction is created twice, and found among others.
        case ofInteractions
        /// Both creations are of the same body.
        case ofEqualBodies
        /// The server adds something, which can be longer or shorter.
        case ofAddedText
        /// The kit sends PATCH.
        case ofChanges
        case ofFilters
        case ofPages
        case ofSelection(otherThan: ReenactedBehaviour.Selection)
        case ofProjections
        case ofRowsBefore
        /// Filters look at the rows that were there before.
        case ofFilteredRows
        /// The rows that were there before are counted by a list or by a filter.
        case ofCountedRows

        func holds(for behaviour: ReenactedBehaviour) -> Bool {
            let isInteraction = behaviour.collection != "customer"
            let hasRows = !behaviour.rowsBefore.isEmpty
            return switch self {
            case .always: true
            case .ofInteractions: isInteraction
            case .ofEqualBodies: isInteraction && behaviour.payload == nil
            case .ofAddedText: behaviour.addedLength != nil
            case .ofChanges: behaviour.change != nil
            case .ofFilters: !behaviour.ignoresFilters
            case .ofPages: behaviour.pageSize != nil
            case .ofSelection(let selection): behaviour.selection != selection
            case .ofProjections: behaviour.selection == .generous
            case .ofRowsBefore: hasRows
            case .ofFilteredRows: hasRows && !behaviour.ignoresFilters
            case .ofCountedRows: hasRows && (behaviour.pageSize == nil || !behaviour.ignoresFilters)
            }
        }
    }
}

extension ReenactedBehaviour.Rows {
    /// Returns more or fewer rows of the same size.
    fileprivate func with(count: Int) -> Self {
        var rows = self
        rows.count = count
        rows.bytes = bytes * count / self.count
        rows.projectedBytes = projectedBytes.map { $0 * count / self.count }
        return rows
    }
}
