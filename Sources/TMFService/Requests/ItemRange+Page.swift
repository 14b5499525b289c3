import TMFExchange
import TMFQuery

extension ItemRange {
    /// Reads the range that a request asks for, or returns `nil` if it has none that applies.
    ///
    /// - Throws: ``ServiceError`` with 400 if it is not a range of positions.
    init?(_ request: APIRequest) throws(ServiceError) {
        do throws(HeaderValueError) {
            guard let range = try ItemRange(request.headers) else { return nil }
            self = range
        } catch {
            throw ServiceError(error)
        }
    }

    /// Returns the page of a range, which may depend on the total number of resources.
    func page(of total: () async throws -> Int) async rethrows -> Page {
        switch self {
        case .from(let start, let end): Page(offset: start, limit: end.map { $0 - start + 1 })
        case .last(let count): Page(offset: max(try await total() - count, 0), limit: count)
        }
    }
}
