import Foundation
import Synchronization
import TMForum

/// A process that sends requests, one after the other.
final class HTTPWorker: Sendable {
    /// The command of the program that makes it such a process.
    static let command = "send-requests"

    private let process: Process
    private let input: FileHandle
    private let output: FileHandle
    private let queue = DispatchQueue(label: "requests")
    /// Why the process was ended before it answered.
    private let reason = Mutex<HTTPClientError?>(nil)

    /// Starts a process.
    init(_ program: URL) throws {
        let (requests, responses) = (Pipe(), Pipe())
        (input, output) = (requests.fileHandleForWriting, responses.fileHandleForReading)
        process = Process()
        process.executableURL = program
        process.arguments = [Self.command]
        process.standardInput = requests
        process.standardOutput = responses
        // What ends the process is told by the check.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Ends the process, whatever it does.
    func end() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    private func end(because error: HTTPClientError) {
        reason.withLock { $0 = $0 ?? error }
        end()
    }

    /// Hands over a request, and waits for what comes of it.
    ///
    /// - Parameters:
    ///   - frame: The request.
    ///   - limit: How long is waited before the process is ended.
    ///   - timeout: How long a response may take, for the message.
    /// - Returns: What comes of the request; an error if the process ended.
    func outcome(of frame: HTTPFrame, within limit: Duration, timeout: Duration) async -> HTTPExchange.Outcome {
        let deadline = Task {
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            end(because: .timeout(timeout))
        }
        defer { deadline.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting in
                // What waits for a process keeps a thread, of which tasks have few.
                queue.async { waiting.resume(returning: self.exchange(frame)) }
            }
        } onCancel: {
            end(because: .cancelled)
        }
    }

    private func exchange(_ frame: HTTPFrame) -> HTTPExchange.Outcome {
        // A process that ended takes and gives nothing.
        try? frame.write(to: input)
        if let outcome = (try? HTTPFrame(from: output))?.outcome { return outcome }
        return .failure(
            reason.withLock { $0 }
                ?? HTTPClientError(.unusable, "the process that sends the requests ended without an answer"))
    }
}
