import Foundation
import Synchronization
import TMForum

/// Sends the requests of a check: reads them from the standard input, and writes the outcome of each.
struct HTTPWorkerMain {
    private let memory = MemoryWatch()

    func run() async -> ExitStatus {
        // The check decides when to end, even if the terminal signals both processes.
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

/// Ends the process when it exceeds its memory limit, or when the check has ended.
private final class MemoryWatch: Sendable {
    /// The limit while a response is received; the holder of the lock may answer the request.
    private let limit = Mutex(Int.max)

    func setLimit(_ bytes: Int) { limit.withLock { $0 = bytes } }

    func start() {
        let parent = getppid()
        Thread.detachNewThread { [self] in
            while getppid() == parent {
                limit.withLock { limit in
                    guard let size = Self.residentSize, size > limit else { return }
                    let error = HTTPClientError(
                        .unusable, "receiving the response takes more than \(limit) bytes of memory")
                    try? HTTPFrame(.failure(error)).write(to: .standardOutput)
                    _exit(0)
                }
                Thread.sleep(forTimeInterval: 0.01)
            }
            _exit(0)
        }
    }

    /// The resident memory of the process in bytes, or `nil` if the system does not tell.
    ///
    /// Outside Linux the limit is not needed, because Foundation stops a cancelled transfer.
    private static var residentSize: Int? {
        #if os(Linux)
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * Int(getpagesize()) }
        #else
        nil
        #endif
    }
}
