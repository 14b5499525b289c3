import Synchronization
import TMFJSON

/// The answers of a reference policy during a request, so that it is asked about each target once.
final class ReferenceAnswers: Sendable {
    private let known = Mutex<[ReferencePolicy.Reference: Bool]>([:])

    /// Returns whether a reference leads somewhere, wherever it stands.
    func resolves(_ reference: ReferencePolicy.Reference, by policy: ReferencePolicy) async throws -> Bool {
        var target = reference
        target.pointer = JSONPointer()
        if let answer = known.withLock({ [target] in $0[target] }) { return answer }
        let answer = try await ForeignError.wrap { try await policy.resolves(reference) }
        known.withLock { [target] in $0[target] = answer }
        return answer
    }
}
