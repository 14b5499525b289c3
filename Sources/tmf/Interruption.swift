import Dispatch
import Foundation
import Synchronization

/// Ends a check on a signal: an interrupt from the keyboard, a closed terminal, or a request to terminate.
enum Interruption {
    /// Runs a check that ends after its current request on the first signal, and at once on the second.
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
                    terminal.printError(
                        "tmf: interrupted; waiting for the current request (interrupt again to end it now)")
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

    /// A Boolean value that indicates whether the program continues when its terminal closes, as `nohup` asks for.
    private static var isHangupIgnored: Bool {
        let handler = signal(SIGHUP, SIG_IGN)
        _ = signal(SIGHUP, handler)
        // C functions cannot be compared, but their addresses can, and `SIG_IGN` is an address.
        return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
