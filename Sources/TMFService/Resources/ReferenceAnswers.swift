import Synchronization
import TMFJSON

/// The answers of a reference policy during a request, which ensure that it is asked about each target only once.
final class ReferenceAnswers: Sendable {
    private let known = Mutex<[ReferencePolicy.Reference: Bool]>([:])

    /// Returns whether a reference resolves, regardless of its place.
    func resolves(_ reference: ReferencePolicy.Reference, by policy: ReferencePolicy) async throws -> Bool {
        var target = reference
        target.pointer = JSONPointer()
        if let answer = known.withLock({ [target] in $0[target] }) { return answer }
        let answer = try await ForeignError.wrap { try await policy.resolves(reference) }
        known.withLock { [target] in $0[target] = answer }
        return answer
    }
}
