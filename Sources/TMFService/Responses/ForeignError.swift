/// An error from code that users of the service provide, which results in a response of 500 unless it is a
/// ``ServiceError``.
struct ForeignError: Error {
    let underlying: any Error

    /// Runs code that users of the service provide.
    static func wrap<Value>(_ body: () async throws -> sending Value) async throws -> sending Value {
        do {
            return try await body()
        } catch let error as ServiceError {
            throw error
        } catch {
            throw ForeignError(underlying: error)
        }
    }
}

extension ForeignError: CustomStringConvertible {
    /// The description of the underlying error, for the observer.
    var description: String { String(describing: underlying) }
}
