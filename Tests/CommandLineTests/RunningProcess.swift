import Foundation

/// A process whose end is awaited without blocking one of the few threads of tests.
final class RunningProcess: Sendable {
    typealias End = (reason: Process.TerminationReason, status: Int32)

    let processIdentifier: Int32
    private let ends: AsyncStream<End>

    /// Starts a process.
    init(_ process: Process) throws {
        let (ends, continuation) = AsyncStream.makeStream(of: End.self)
        self.ends = ends
        process.terminationHandler = { process in
            continuation.yield((process.terminationReason, process.terminationStatus))
            continuation.finish()
        }
        try process.run()
        processIdentifier = process.processIdentifier
    }

    /// Waits for the end of the process; once only.
    func end() async -> End {
        for await end in ends { return end }
        return (.uncaughtSignal, -1)
    }
}
