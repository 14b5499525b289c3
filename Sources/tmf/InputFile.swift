#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads a complete file or the standard input.
enum InputFile {
    /// A file that cannot be read.
    struct Failure: Error, CustomStringConvertible {
        var file: String
        /// The error number of the system.
        var code: Int32

        /// A description of the problem in one sentence.
        var description: String { "cannot read '\(file)': \(unsafe String(cString: strerror(code)))" }
    }

    static func bytes(of file: String) throws(Failure) -> [UInt8] {
        let descriptor = file == "-" ? STDIN_FILENO : unsafe open(file, O_RDONLY)
        guard descriptor >= 0 else { throw Failure(file: file, code: errno) }
        defer { if file != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure(file: file, code: errno)
            }
            bytes += buffer.prefix(count)
        }
    }
}
