import Synchronization
import TMFExchange
import TMFModels
import TMFStore

/// The information about a request that the parts of the service record while they process it.
final class RequestRecord: Sendable {
    struct Notes {
        var operation: ServiceOperation?
        var resource: String?
        var id: String?
        var total: Int?
        var plan: QueryPlan?
        var warnings: [Finding] = []
        var events: [String] = []
        var errorID: String?
        var internalError: String?
    }

    private let notes = Mutex(Notes())

    func note(_ change: (inout sending Notes) -> Void) { notes.withLock { change(&$0) } }

    func summary(of request: APIRequest, _ response: APIResponse, duration: Duration) -> RequestSummary {
        let notes = notes.withLock { $0 }
        return RequestSummary(
            method: request.method, target: request.target, operation: notes.operation, resource: notes.resource,
            id: notes.id, status: response.status, duration: duration, requestSize: request.body.count,
            responseSize: response.body.count, total: notes.total, plan: notes.plan, warnings: notes.warnings,
            events: notes.events, errorID: notes.errorID, internalError: notes.internalError)
    }
}
