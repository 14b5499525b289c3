import Synchronization
import TMForum

/// A body that arrives in parts, and counts how often it was asked for one.
final class PartedBody: AsyncSequence, Sendable {
    struct AsyncIterator: AsyncIteratorProtocol {
        let body: PartedBody
        var position = 0

        mutating func next() async throws -> ArraySlice<UInt8>? {
            body.count.withLock { $0 += 1 }
            try await body.arrive(position)
            guard position < body.parts.count else { return nil }
            defer { position += 1 }
            return body.parts[position]
        }
    }

    private let parts: [ArraySlice<UInt8>]
    private let arrive: @Sendable (Int) async throws -> Void
    private let count = Mutex(0)

    /// Creates a body.
    ///
    /// - Parameters:
    ///   - parts: The parts.
    ///   - arrive: Called before a part, and before the end, arrives.
    init(_ parts: [String], arrive: @escaping @Sendable (Int) async throws -> Void = { _ in }) {
        self.parts = parts.map { Array($0.utf8)[...] }
        self.arrive = arrive
    }

    /// How many parts, the end included, were asked for.
    var asked: Int { count.withLock { $0 } }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: self) }
}

extension Client {
    /// Sends a request whose body arrives in parts.
    func send(
        _ method: APIMethod, _ target: String, headers: APIHeaders = [:], _ body: PartedBody
    ) async -> APIResponse {
        await service.respond(to: APIRequest(method, target, headers: headers), body: body)
    }
}

/// Somewhere to wait until others let go.
final class Latch: Sendable {
    private let state = Mutex((isOpen: false, waiting: [CheckedContinuation<Void, Never>]()))

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
