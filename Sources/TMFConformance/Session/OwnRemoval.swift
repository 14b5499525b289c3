import TMFExchange
import TMFJSON
import TMFModels

/// The removal of the resources that a run created.
struct OwnRemoval: Sendable {
    /// The result of a removal.
    struct Outcome: Sendable {
        var steps: [ConformanceReport.Step] = []
        var removed: [String] = []
        /// The identifiers of the remaining resources.
        var left: [String] = []
        /// The identifiers that POST returned and GET does not find.
        var unseen: [String] = []
    }

    let base: BaseURL
    let exchange: Exchange
    let collectionPath: String
    let marker: String
    let limits: BodyLimits
    /// The texts that identify resources created by the run.
    let traces: OwnTraces
    /// The identifiers to remove.
    let known: [String]
    let verified: Set<String>
    /// The identifiers that the run has already removed.
    let removed: [String]
    let existing: Set<String>
    /// A Boolean value that indicates whether there are created resources with unknown identifiers.
    let hasLost: Bool

    /// The number of rows of a response to examine, because it may contain rows that were not requested.
    private static let rowLimit = 50

    func run() async -> Outcome {
        var outcome = Outcome()
        // A new resource may take a while to appear.
        var waits: [Duration] = [.milliseconds(20), .milliseconds(60), .milliseconds(120)]
        for id in known + (await others(&outcome)) {
            if !verified.contains(id) {
                var response = await send(.get, id, into: &outcome)
                while response?.status == 404, !waits.isEmpty {
                    await exchange.pause(waits.removeFirst())
                    response = await send(.get, id, into: &outcome)
                }
                if response?.status == 404 {
                    outcome.unseen.append(id)
                    continue
                }
                guard shows(id, response) else {
                    outcome.left.append(id)
                    continue
                }
            }
            let response = await send(.delete, id, into: &outcome)
            // A resource that no longer exists need not be removed.
            if let status = response?.status, (200..<300).contains(status) || status == 404 || status == 410 {
                outcome.removed.append(id)
            } else {
                outcome.left.append(id)
            }
        }
        await lookAgain(&outcome)
        return outcome
    }

    /// Checks whether removed resources are gone.
    private func lookAgain(_ outcome: inout Outcome) async {
        var there: [String] = []
        for id in removed + outcome.removed where shows(id, await send(.get, id, into: &outcome)) { there.append(id) }
        guard !there.isEmpty else { return }
        // Some servers remove resources later.
        await exchange.pause(.milliseconds(150))
        for id in there where shows(id, await send(.get, id, into: &outcome)) { outcome.left.append(id) }
        let left = Set(outcome.left)
        outcome.removed.removeAll { left.contains($0) }
    }

    private func shows(_ id: String, _ response: APIResponse?) -> Bool {
        guard let response, (200..<300).contains(response.status) else { return false }
        return ConformanceSession.shows(
            id, marker: marker, in: response, document: try? limits.document(in: response.body))
    }

    /// Returns resources that were created without a response: further resources that match the run's own exactly.
    ///
    /// The marker alone is not sufficient, because other resources may mention the run's resources.
    private func others(_ outcome: inout Outcome) async -> [String] {
        var seen = existing.union(known).union(removed)
        var result: [String] = []
        for (attribute, text) in traces.ofAll + (hasLost ? traces.ofLost : []) {
            let query = ConformanceSession.query([(attribute, text), ("limit", "\(Self.rowLimit)")])
            guard let response = await send(.get, target: collectionPath + "?" + query, into: &outcome),
                let list = try? limits.document(in: response.body)
            else { continue }
            for row in list.root.elements.prefix(Self.rowLimit) where row[attribute]?.stringValue == text {
                guard let id = row.resourceIdentifier, OwnResources.isHarmless(id),
                    seen.insert(id).inserted
                else { continue }
                result.append(id)
            }
        }
        return result
    }

    private func send(_ method: APIMethod, _ id: String, into outcome: inout Outcome) async -> APIResponse? {
        await send(method, target: PercentEncoding.path(collectionPath, appending: id), into: &outcome)
    }

    private func send(_ method: APIMethod, target: String, into outcome: inout Outcome) async -> APIResponse? {
        var step = exchange.step(
            folder: "clean-up", name: "\(method) \(target)", url: base.url(of: target),
            request: APIRequest(method, target))
        let response = await exchange.carryOut(&step)
        outcome.steps.append(step)
        return response
    }
}
