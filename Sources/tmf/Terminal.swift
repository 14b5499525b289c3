#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The standard output and error of the program.
struct Terminal: Sendable {
    /// A Boolean value that indicates whether the output is a terminal, where a line can be overwritten.
    let isInteractive: Bool

    /// The file descriptor for texts to the user.
    private let descriptor: Int32

    /// Creates a terminal that writes to the standard output, or to the standard error if the output is for a report.
    init(usingStandardError: Bool = false) {
        descriptor = usingStandardError ? STDERR_FILENO : STDOUT_FILENO
        isInteractive = isatty(descriptor) == 1
    }

    /// Keeps the program running when the reader of its output ends, such as `head`, so that a check can clean up.
    static func outliveReaders() { _ = signal(SIGPIPE, SIG_IGN) }

    /// Prints a text with a line feed.
    func print(_ text: String) { write(text + "\n", to: descriptor) }

    /// Writes bytes to the standard output.
    func write(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    /// Prints a text with a line feed to the standard error.
    func printError(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Shows progress: on a terminal in one line that the next text overwrites, elsewhere line by line.
    func showProgress(_ text: String) {
        // A line that wraps could not be overwritten, so wrapping is off while it is written.
        write(isInteractive ? "\r\u{1B}[2K\u{1B}[?7l\(text)\u{1B}[?7h" : text + "\n", to: descriptor)
    }

    /// Removes the line of progress.
    func endProgress() {
        if isInteractive { write("\r\u{1B}[2K", to: descriptor) }
    }

    func exit(_ status: ExitStatus) -> Never { exitProcess(status.rawValue) }

    private func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    private func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe systemWrite(buffer.baseAddress, count: buffer.count, to: descriptor)
            }
            if count < 0, errno == EINTR { continue }
            // The output has no reader any more.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

private func exitProcess(_ status: Int32) -> Never { exit(status) }

private func systemWrite(_ bytes: UnsafeRawPointer?, count: Int, to descriptor: Int32) -> Int {
    unsafe write(descriptor, bytes, count)
}
