/// An error of a part that users put in: it is answered with 500, whatever its type is, unless it is a ``ServiceError``.
struct ForeignError: Error {
    let underlying: any Error

    /// Runs code of such a part.
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
    /// The error's own text, for the observer.
    var description: String { String(describing: underlying) }
}
