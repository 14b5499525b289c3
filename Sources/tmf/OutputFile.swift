import Foundation

/// A file that output is written to in one step.
struct OutputFile: Sendable, Hashable {
    /// A file that cannot be written.
    struct Failure: Error, CustomStringConvertible {
        /// A description of the problem in one sentence.
        var description: String
    }

    /// The path of the file; `-` is the standard output.
    var path: String

    var isStandardOutput: Bool { path == "-" }

    /// A text that is the same for all paths of one file.
    var identity: String {
        guard !isStandardOutput else { return path }
        let attributes = try? FileManager.default.attributesOfItem(atPath: target.path)
        if let file = attributes?[.systemFileNumber] as? NSNumber, let disk = attributes?[.systemNumber] as? NSNumber {
            return "\(disk):\(file)"
        }
        // The directory exists even if the file does not yet.
        let directory = target.deletingLastPathComponent().resolvingSymlinksInPath().standardizedFileURL
        return directory.appendingPathComponent(target.lastPathComponent).path
    }

    /// Checks that the file can be written, before there are results to lose.
    func check() throws(Failure) {
        guard !isStandardOutput else { return }
        if isDirectory(target.path) { throw Failure(description: "cannot write '\(path)': it is a directory") }
        if isSpecial { return }
        let directory = target.deletingLastPathComponent().path
        guard isDirectory(directory) else {
            throw Failure(description: "cannot write '\(path)': directory '\(directory)' does not exist")
        }
        guard FileManager.default.isWritableFile(atPath: directory) else {
            throw Failure(description: "cannot write '\(path)': directory '\(directory)' is not writable")
        }
    }

    /// Writes the file atomically: a reader sees the old contents or the new ones.
    func write(_ bytes: [UInt8], to terminal: Terminal) throws(Failure) {
        if isStandardOutput { return terminal.write(bytes) }
        do {
            // A file that is not a regular file, such as a pipe, cannot be replaced.
            try Data(bytes).write(to: target, options: isSpecial ? [] : .atomic)
        } catch {
            throw Failure(description: "cannot write '\(path)': \(error.localizedDescription)")
        }
    }

    /// The target of symbolic links, which stay as they are.
    private var target: URL { URL(fileURLWithPath: path).resolvingSymlinksInPath() }

    /// A Boolean value that indicates whether the path is neither a regular file nor a directory.
    private var isSpecial: Bool {
        let type = try? FileManager.default.attributesOfItem(atPath: target.path)[.type] as? FileAttributeType
        return type.map { $0 != .typeRegular && $0 != .typeDirectory } ?? false
    }

    private func isDirectory(_ path: String) -> Bool {
        var isDirectory = ObjCBool(false)
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
