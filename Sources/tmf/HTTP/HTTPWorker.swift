import Foundation
import Synchronization
import TMForum

/// A process that sends requests, one after another.
final class HTTPWorker: Sendable {
    /// The command that makes the program such a process.
    static let command = "send-requests"

    /// Whether the process uses the proxies of its environment.
    let usesProxies: Bool
    private let process: Process
    private let input: FileHandle
    private let output: FileHandle
    private let queue = DispatchQueue(label: "requests")
    /// The reason why the process was ended before it answered, or `nil` if it was not.
    private let reason = Mutex<HTTPClientError?>(nil)

    /// Starts a process.
    ///
    /// - Parameters:
    ///   - program: The location of this program.
    ///   - usesProxies: Whether the process uses the proxies that the environment names, as Foundation does on Linux.
    /// - Throws: The error of the system if the process cannot be started.
    init(_ program: URL, usesProxies: Bool = true) throws {
        self.usesProxies = usesProxies
        let (requests, responses) = (Pipe(), Pipe())
        (input, output) = (requests.fileHandleForWriting, responses.fileHandleForReading)
        process = Process()
        process.executableURL = program
        process.arguments = [Self.command]
        process.standardInput = requests
        process.standardOutput = responses
        process.environment = Self.environment(ProcessInfo.processInfo.environment, usesProxies: usesProxies)
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Returns the environment of a process, from that of this one.
    static func environment(_ own: [String: String], usesProxies: Bool) -> [String: String] {
        own.filter { usesProxies || !$0.key.lowercased().hasSuffix("_proxy") }
            // The check reports why the process ended.
            .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    }

    /// Ends the process, whatever it is doing.
    func end() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    private func end(because error: HTTPClientError) {
        reason.withLock { $0 = $0 ?? error }
        end()
    }

    /// Passes a request to the process, and waits for the outcome.
    ///
    /// - Parameters:
    ///   - frame: The request.
    ///   - limit: The time after which the process is ended.
    ///   - timeout: The time for a response, for the error message.
    /// - Returns: The outcome of the request; an error if the process ended.
    func outcome(of frame: HTTPFrame, within limit: Duration, timeout: Duration) async -> HTTPExchange.Outcome {
        let deadline = Task {
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            end(because: .timeout(timeout))
        }
        defer { deadline.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting in
                // Waiting for a process blocks a thread, and tasks have only a few.
                queue.async { waiting.resume(returning: self.exchange(frame)) }
            }
        } onCancel: {
            end(because: .cancelled)
        }
    }

    private func exchange(_ frame: HTTPFrame) -> HTTPExchange.Outcome {
        // Writing to a process that has ended fails, and so does reading from it.
        try? frame.write(to: input)
        if let outcome = (try? HTTPFrame(from: output))?.outcome { return outcome }
        return .failure(
            reason.withLock { $0 }
                ?? HTTPClientError(.unusable, "the process that sends the requests ended without an answer"))
    }
}
