import TMFExchange
import TMFJSON

/// A reader that receives the body of one request within the limits.
///
/// Call ``giveBack()`` when the body is no longer needed, so that its bytes no longer count toward the limit.
struct BodyReader {
    /// The number of bytes to reserve initially, because a client can announce more than it sends.
    private static let smallestCapacity = 65_536

    /// The part of the body that has been received.
    private(set) var body: [UInt8] = []

    private let limits: ServiceLimits
    private let received: ReceivedBytes
    private let time: @Sendable () -> Duration
    private let start: Duration
    /// The length that the client announced.
    private let length: Int?

    /// Creates a reader for the body of a request.
    ///
    /// - Throws: ``ServiceError`` with 400 if the announced length is not a number, or with 413 if it exceeds the
    ///   limit.
    init(
        _ request: APIRequest, limits: ServiceLimits, received: ReceivedBytes, time: @escaping @Sendable () -> Duration
    ) throws(ServiceError) {
        self.limits = limits
        self.received = received
        self.time = time
        start = time()
        length = try Self.announcedLength(of: request)
        if let length, length > limits.body.bytes { throw Self.tooLong(limits) }
    }

    /// Reads the body to its end.
    ///
    /// - Throws: ``ServiceError`` as for ``add(_:)``, or with 400 if the body ends with an error or the task is
    ///   cancelled.
    mutating func read<Body: AsyncSequence>(
        _ parts: Body, _ record: RequestRecord?
    ) async throws(ServiceError) where Body.Element: Collection<UInt8> {
        do {
            for try await part in parts { try add(part) }
            // Some sequences end early and without an error when their task is cancelled.
            try Task.checkCancellation()
        } catch let error as ServiceError {
            throw error
        } catch {
            record?.note { [description = String(describing: error)] in $0.internalError = description }
            throw ServiceError(.invalidBody, "The body is incomplete.")
        }
    }

    /// Adds a part to the body.
    ///
    /// - Throws: ``ServiceError`` with 408 if the part is too late, with 413 if the body becomes too long, or with 503
    ///   if all requests together hold too many bytes.
    mutating func add(_ part: some Collection<UInt8>) throws(ServiceError) {
        let (count, bytes) = (part.count, body.count)
        guard time() - start <= limits.bodyTimeout else {
            throw ServiceError(.requestTimeout, "The body took longer than \(limits.bodyTimeout) to arrive.")
        }
        guard count <= max(limits.body.bytes, 0) - bytes else { throw Self.tooLong(limits) }
        guard received.add(count) else {
            throw ServiceError(
                .unavailable, "Too many request bodies are being received.", headers: ServiceError.retry)
        }
        makeRoom(for: bytes + count)
        body.append(contentsOf: part)
    }

    /// Reserves twice the required space, so that not every part causes a copy, but not more than can arrive.
    private mutating func makeRoom(for count: Int) {
        guard body.capacity < count else { return }
        // A body that a server has decompressed can be longer than announced.
        let most = length.map { $0 < count ? limits.body.bytes : $0 } ?? limits.body.bytes
        body.reserveCapacity(min(max(2 * count, Self.smallestCapacity), most))
    }

    /// Releases the counted bytes.
    func giveBack() { received.remove(body.count) }

    /// Returns the length that a request announces, or `nil` if it does not announce any.
    ///
    /// - Throws: ``ServiceError`` with 400 if it is not a number, or is larger than any body could be.
    private static func announcedLength(of request: APIRequest) throws(ServiceError) -> Int? {
        guard let value = request.headers[.contentLength] else { return nil }
        let text = value.trimmed
        guard text.utf8.allSatisfy(\.isDigit), let length = Int(text) else {
            throw ServiceError(.invalidHeaderValue, "Content-Length must be a number of bytes.")
        }
        return length
    }

    private static func tooLong(_ limits: ServiceLimits) -> ServiceError {
        ServiceError(.bodyTooLarge, "The body is too long; the limit is \(limits.body.bytes) bytes.")
    }
}

extension APIRequest {
    /// A Boolean value that indicates whether the header fields announce a body.
    var announcesBody: Bool {
        if headers[.transferEncoding] != nil { return true }
        guard let length = headers[.contentLength] else { return false }
        return length.trimmed != "0"
    }
}
