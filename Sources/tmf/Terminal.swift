#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The standard output and error of the program.
struct Terminal: Sendable {
    /// Whether somebody watches, so that a line may be written over.
    let isInteractive: Bool

    init() { isInteractive = isatty(STDOUT_FILENO) == 1 }

    /// Prints a text and a line feed.
    func print(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    /// Prints a text and a line feed to the standard error.
    func printError(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Shows what is being done: on a terminal in one line that the next text writes over, elsewhere line by line.
    func showProgress(_ text: String) {
        // A line that wraps could not be written over, so wrapping is off while it is written.
        write(isInteractive ? "\r\u{1B}[2K\u{1B}[?7l\(text)\u{1B}[?7h" : text + "\n", to: STDOUT_FILENO)
    }

    /// Takes the line of progress away.
    func endProgress() {
        if isInteractive { write("\r\u{1B}[2K", to: STDOUT_FILENO) }
    }

    func exit(_ status: ExitStatus) -> Never { exitProcess(status.rawValue) }

    private func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe systemWrite(descriptor, buffer.baseAddress, buffer.count)
            }
            // Nobody reads any more: there is nobody to tell.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

private func exitProcess(_ status: Int32) -> Never { exit(status) }

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, bytes, count)
}
