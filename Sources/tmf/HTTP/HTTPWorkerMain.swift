import Foundation
import Synchronization
import TMForum

/// What a process does that sends the requests of a check: it takes them from its input, and writes what comes of each.
struct HTTPWorkerMain {
    private let memory = MemoryWatch()

    func run() async -> ExitStatus {
        // The check decides when to end, also where the terminal tells both.
        for number in [SIGINT, SIGTERM, SIGHUP] { _ = signal(number, SIG_IGN) }
        memory.start()
        while let frame = try? HTTPFrame(from: .standardInput), let (request, client) = frame.request {
            memory.setLimit(client.memoryLimit)
            let outcome: HTTPExchange.Outcome
            do throws(HTTPClientError) {
                outcome = .success(try await client.respond(to: request))
            } catch {
                outcome = .failure(error)
            }
            memory.setLimit(.max)
            guard (try? HTTPFrame(outcome).write(to: .standardOutput)) != nil else { break }
        }
        return .success
    }
}

/// Ends the process when it takes more memory than it may, or when the check has ended.
private final class MemoryWatch: Sendable {
    /// The limit while a response is received; who holds it may answer the request.
    private let limit = Mutex(Int.max)

    func setLimit(_ bytes: Int) { limit.withLock { $0 = bytes } }

    func start() {
        let parent = getppid()
        Thread.detachNewThread { [self] in
            while getppid() == parent {
                limit.withLock { limit in
                    guard let size = Self.residentSize, size > limit else { return }
                    let error = HTTPClientError(
                        .unusable, "the response takes more than \(limit) bytes of memory while it is received")
                    try? HTTPFrame(.failure(error)).write(to: .standardOutput)
                    _exit(0)
                }
                Thread.sleep(forTimeInterval: 0.01)
            }
            _exit(0)
        }
    }

    /// The number of bytes of memory that the process has, where the system tells it; elsewhere Foundation ends what it
    /// is told to end.
    private static var residentSize: Int? {
        #if os(Linux)
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * Int(getpagesize()) }
        #else
        nil
        #endif
    }
}
