#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The lines that tell another process what was acknowledged.
enum Acknowledgement {
    /// Writes a line at once, as a whole.
    static func print(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        // Safety: the system reads no more than the buffer. A line of less than a page goes into a pipe as a whole.
        _ = unsafe bytes.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
    }

    /// Waits until the process is killed.
    static func waitForever() { while true { _ = pause() } }
}
