import Foundation

/// A file to which lines are only added, and which survives the end of the process.
struct Logbook: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Writes a line at once.
    func add(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        // Safety: the system reads no more than the buffer.
        let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard count == bytes.count else { HubHammer.fail("a line cannot be written") }
    }

    /// Returns the words of every line.
    static func lines(_ path: String) throws -> [[String]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: " ").map(String.init) }
    }
}
