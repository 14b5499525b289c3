import TMFExchange

/// An answer of a service that is not what it should be.
struct ServiceMismatch: Error, CustomStringConvertible {
    /// The request.
    let request: APIRequest
    /// The status of the answer.
    let status: Int
    /// What is wrong with it.
    let problem: String

    /// The problem in one sentence.
    var description: String { "\(request.method) \(request.target) is answered with \(status): \(problem)" }
}
