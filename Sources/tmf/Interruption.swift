import Dispatch
import Foundation
import Synchronization

/// What becomes of a check that is to end: by an interrupt from the keyboard, by a terminal that goes, or as it is told.
enum Interruption {
    /// Runs a check that the first signal ends behind its current request, and the second one at once.
    static func watched(
        _ terminal: Terminal, _ body: @escaping @Sendable (RequestShield) async -> ExitStatus
    ) async -> ExitStatus {
        let shield = RequestShield()
        let task = Task { await body(shield) }
        let count = Atomic(0)
        let signals = [SIGINT, SIGTERM] + (isHangupIgnored ? [] : [SIGHUP])
        let sources = signals.map { number in
            _ = signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: .global())
        }
        for source in sources {
            source.setEventHandler {
                if count.add(1, ordering: .relaxed).oldValue == 0 {
                    terminal.endProgress()
                    terminal.printError("tmf: interrupted; waiting for the current request, once more to end it")
                    task.cancel()
                } else {
                    shield.abort()
                    // A third one ends the program.
                    for number in signals { _ = signal(number, SIG_DFL) }
                }
            }
            source.resume()
        }
        let status = await task.value
        for source in sources { source.cancel() }
        return status
    }

    /// Whether the program is to go on when its terminal goes, as `nohup` wants it.
    private static var isHangupIgnored: Bool {
        let handler = signal(SIGHUP, SIG_IGN)
        _ = signal(SIGHUP, handler)
        // Functions of C cannot be compared, but their addresses can, and `SIG_IGN` is one.
        return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
