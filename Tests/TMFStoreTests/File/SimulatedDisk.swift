import Synchronization
import TMFStore

/// A file system in memory that knows what would outlive a crash, and fails where it is told to.
final class SimulatedDisk: FileSystem {
    struct Settings: Sendable {
        /// What goes wrong, by the number of the operation.
        var faults: [Int: DiskFault] = [:]
        /// What somebody else does just before an operation, by its number.
        var interruptions: [Int: @Sendable () -> Void] = [:]
        /// The kinds of operations that fail every time.
        var broken: Set<DiskOperation> = []
        /// The number of the operation from which on the machine is off.
        var powerOff = Int.max
        /// The number of bytes that all files together may have.
        var capacity = Int.max
        /// Whether no file can be made.
        var isReadOnly = false
        /// The reason that faults give.
        var reason = FileSystemError.Reason.other
    }

    private struct Content: Sendable {
        var state: DiskState
        var settings = Settings()
        var log: [DiskOperation] = []
        var hidden: [String: Int] = [:]
    }

    private let content: Mutex<Content>

    init(_ state: DiskState = DiskState()) { content = Mutex(Content(state: state)) }

    // MARK: - Control

    /// The kinds of all operations so far, in order.
    var log: [DiskOperation] { content.withLock { $0.log } }

    /// The number of operations that a crash may undo.
    var pendingCount: Int { content.withLock { $0.state.pending.count } }

    /// The number of bytes of the next pending write.
    func pendingBytes(_ number: Int) -> Int {
        content.withLock {
            if case .write(_, _, let bytes) = $0.state.pending[number] { bytes.count } else { 0 }
        }
    }

    func set(_ change: (inout Settings) -> Void) { content.withLock { change(&$0.settings) } }

    /// The disk as it would be after a crash of the machine.
    func crash(keeping model: CrashModel) -> SimulatedDisk {
        SimulatedDisk(content.withLock { $0.state.crashed(keeping: model) })
    }

    /// The disk as it would be after a crash of the process.
    func abandon() -> SimulatedDisk { SimulatedDisk(content.withLock { $0.state.abandoned() }) }

    /// All files with their bytes.
    var files: [String: [UInt8]] {
        get { content.withLock { content in content.state.links.mapValues { content.state.nodes[$0]?.bytes ?? [] } } }
        set {
            content.withLock { content in
                var state = DiskState()
                state.directories = content.state.directories
                for (path, bytes) in newValue {
                    let node = state.create(path)
                    state.write(bytes, at: 0, to: node)
                }
                content.state = state.crashed(keeping: .all)
            }
        }
    }

    /// Removes a directory with all in it.
    func vanish() {
        content.withLock { content in
            content.hidden = content.state.links
            content.state.links = [:]
            content.state.durableLinks = [:]
            content.state.directories = []
            content.state.pending.removeAll { $0.path != nil }
        }
    }

    /// Makes the directory anew, with the files that it had or without any.
    func comeBack(_ directory: String, withFiles: Bool) {
        content.withLock { content in
            content.state.directories.insert(directory)
            guard withFiles else { return }
            content.state.links = content.hidden
            content.state.durableLinks = content.hidden
        }
    }

    // MARK: - Operations

    private func perform<Result>(
        _ operation: DiskOperation, _ path: String, _ body: (inout DiskState) throws(FileSystemError) -> sending Result,
        cut: (inout DiskState, Int) -> Void = { _, _ in }, drop: (inout DiskState) -> Void = { _ in }
    ) throws(FileSystemError) -> Result {
        content.withLock { $0.settings.interruptions.removeValue(forKey: $0.log.count) }?()
        return try content.withLock { content throws(FileSystemError) in
            let number = content.log.count
            content.log.append(operation)
            let error = FileSystemError(
                operation.rawValue, at: path, because: content.settings.reason, saying: "fault \(number)")
            guard number < content.settings.powerOff, !content.settings.broken.contains(operation) else { throw error }
            switch content.settings.faults[number] {
            case nil: return try body(&content.state)
            case .fails: throw error
            case .failsAfterwards:
                _ = try body(&content.state)
                throw error
            case .cutsShort(let count):
                cut(&content.state, count)
                throw error
            case .drops:
                drop(&content.state)
                throw error
            }
        }
    }

    func createDirectory(_ path: String) throws(FileSystemError) {
        try perform(.createDirectory, path) { state in _ = state.directories.insert(path) }
    }

    func names(in directory: String) throws(FileSystemError) -> [String] {
        try perform(.names, directory) { state throws(FileSystemError) in
            guard state.directories.contains(directory) else {
                throw FileSystemError("names", at: directory, because: .notFound, saying: "no such directory")
            }
            return state.links.keys.filter { $0.hasPrefix(directory + "/") }.map {
                String($0.dropFirst(directory.count + 1))
            }
        }
    }

    func open(_ path: String, _ mode: FileMode) throws(FileSystemError) -> any OpenFile {
        let isReadOnly = content.withLock { $0.settings.isReadOnly }
        let node = try perform(.open, path) { state throws(FileSystemError) in
            if case .creating = mode {
                let directory = Self.directory(of: path)
                guard !isReadOnly, state.links[path] == nil, state.directories.contains(directory) else {
                    let reason = state.directories.contains(directory) ? FileSystemError.Reason.other : .notFound
                    throw FileSystemError("open", at: path, because: reason, saying: "the file cannot be made")
                }
                return state.create(path)
            }
            guard let node = state.links[path] else {
                throw FileSystemError("open", at: path, because: .notFound, saying: "no such file")
            }
            return node
        }
        return SimulatedFile(self, node, path)
    }

    func rename(_ path: String, to newPath: String) throws(FileSystemError) {
        try perform(.rename, path) { state throws(FileSystemError) in
            guard state.links[path] != nil else {
                throw FileSystemError("rename", at: path, because: .notFound, saying: "no such file")
            }
            state.rename(path, to: newPath)
        }
    }

    func remove(_ path: String) throws(FileSystemError) {
        try perform(.remove, path) { state throws(FileSystemError) in
            guard state.links[path] != nil else {
                throw FileSystemError("remove", at: path, because: .notFound, saying: "no such file")
            }
            state.remove(path)
        }
    }

    func synchronizeDirectory(_ path: String) throws(FileSystemError) {
        try perform(.synchronizeDirectory, path) { state throws(FileSystemError) in
            guard state.directories.contains(path) else {
                throw FileSystemError("fsync", at: path, because: .notFound, saying: "no such directory")
            }
            state.synchronizeDirectory(path)
        }
    }

    func lock(_ path: String) throws(FileSystemError) -> any FileLock {
        let isReadOnly = content.withLock { $0.settings.isReadOnly }
        let node = try perform(.lock, path) { state throws(FileSystemError) in
            guard !isReadOnly else {
                throw FileSystemError("open", at: path, because: .notWritable, saying: "read-only file system")
            }
            guard state.directories.contains(Self.directory(of: path)) else {
                throw FileSystemError("open", at: path, because: .notFound, saying: "no such directory")
            }
            let node = state.links[path] ?? state.create(path)
            guard state.locks.insert(node).inserted else {
                throw FileSystemError("lock", at: path, because: .locked(by: 1), saying: "it is in use")
            }
            return node
        }
        return SimulatedLock(self, node)
    }

    func lockForReading(_ path: String) throws(FileSystemError) -> (any FileLock)? {
        let node: Int? = try perform(.lock, path) { state throws(FileSystemError) in
            guard let node = state.links[path] else { return nil }
            guard state.locks.insert(node).inserted else {
                throw FileSystemError("lock", at: path, because: .locked(by: 1), saying: "it is in use")
            }
            return node
        }
        return node.map { SimulatedLock(self, $0) }
    }

    private static func directory(of path: String) -> String {
        path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    }

    fileprivate func unlock(_ node: Int) { content.withLock { _ = $0.state.locks.remove(node) } }

    fileprivate func isHeld(_ node: Int, at path: String) -> Bool { content.withLock { $0.state.links[path] == node } }

    // MARK: - Files

    fileprivate func bytes(_ node: Int, _ path: String) throws(FileSystemError) -> [UInt8] {
        try perform(.read, path) { $0.nodes[node]?.bytes ?? [] }
    }

    fileprivate func write(_ bytes: [UInt8], at offset: Int, _ node: Int, _ path: String) throws(FileSystemError) {
        let capacity = content.withLock { $0.settings.capacity }
        try perform(.write, path) { state throws(FileSystemError) in
            let growth = max(offset + bytes.count - (state.nodes[node]?.bytes.count ?? 0), 0)
            let missing = capacity == .max ? 0 : min(max(state.used + growth - capacity, 0), growth)
            state.write(Array(bytes.dropLast(min(missing, bytes.count))), at: offset, to: node)
            if missing > 0 { throw FileSystemError("write", at: path, because: .noSpace, saying: "no space left") }
        } cut: { state, count in
            state.write(Array(bytes.prefix(count)), at: offset, to: node)
        }
    }

    fileprivate func synchronize(_ node: Int, _ path: String) throws(FileSystemError) {
        try perform(.synchronize, path) {
            $0.synchronize(node)
        } drop: {
            $0.drop(node)
        }
    }

    fileprivate func truncate(_ node: Int, to size: Int, _ path: String) throws(FileSystemError) {
        try perform(.truncate, path) { $0.truncate(node, to: size) }
    }

    fileprivate func isReachable(_ node: Int) -> Bool { content.withLock { $0.state.links.values.contains(node) } }

    private final class SimulatedFile: OpenFile {
        private let disk: SimulatedDisk
        private let node: Int
        private let path: String

        init(_ disk: SimulatedDisk, _ node: Int, _ path: String) {
            (self.disk, self.node, self.path) = (disk, node, path)
        }

        func size() throws(FileSystemError) -> Int { try disk.bytes(node, path).count }

        func read(_ count: Int, at offset: Int) throws(FileSystemError) -> [UInt8] {
            Array(try disk.bytes(node, path).dropFirst(offset).prefix(count))
        }

        func write(_ bytes: [UInt8], at offset: Int) throws(FileSystemError) {
            try disk.write(bytes, at: offset, node, path)
        }

        func synchronize() throws(FileSystemError) { try disk.synchronize(node, path) }

        func truncate(to size: Int) throws(FileSystemError) { try disk.truncate(node, to: size, path) }

        func isReachable() -> Bool { disk.isReachable(node) }
    }

    private final class SimulatedLock: FileLock {
        private let disk: SimulatedDisk
        private let node: Int

        init(_ disk: SimulatedDisk, _ node: Int) { (self.disk, self.node) = (disk, node) }

        deinit { disk.unlock(node) }

        func isHeld(at path: String) -> Bool { disk.isHeld(node, at: path) }
    }
}
