import Synchronization

/// The directory of a store, with the lock that keeps others from writing there.
///
/// A lock belongs to a file, not to its name. If the file is removed, another process can take a lock of its own, so the
/// lock is proved to be the one in the directory before anything is written and before anything is acknowledged.
final class LockedDirectory: Sendable {
    let path: String
    let fileSystem: any FileSystem
    /// `nil` once the store is closed.
    private let lock: Mutex<(any FileLock)?>

    /// Locks a directory, which must exist.
    ///
    /// - Parameters:
    ///   - path: The path of the directory.
    ///   - fileSystem: Where it is.
    /// - Throws: ``FileSystemError`` if somebody else has the lock, or if there can be none.
    init(_ path: String, _ fileSystem: any FileSystem) throws(FileSystemError) {
        (self.path, self.fileSystem) = (path, fileSystem)
        lock = Mutex(try fileSystem.lock("\(path)/\(StoreFiles.lock)"))
    }

    /// Returns the path of a file in the directory.
    func path(of name: String) -> String { "\(path)/\(name)" }

    /// Whether the store was closed.
    var isReleased: Bool { lock.withLock { $0 == nil } }

    /// Whether the lock is held and is the one in the directory.
    var isLocked: Bool { lock.withLock { $0?.isHeld(at: path(of: StoreFiles.lock)) ?? false } }

    /// Throws if the store was closed.
    func checkIsOpen() throws(FileSystemError) {
        guard isReleased else { return }
        throw FileSystemError("write", at: path, because: .other, saying: "the store was closed")
    }

    /// Throws unless the lock is held and is the one in the directory.
    func proveLock() throws(FileSystemError) {
        guard !isLocked else { return }
        try checkIsOpen()
        throw FileSystemError(
            "write", at: path(of: StoreFiles.lock), because: .other,
            saying: "the lock file was removed or replaced, so another process may be using the directory")
    }

    /// Takes the lock of a directory that was removed and made again.
    ///
    /// - Throws: ``FileSystemError`` if somebody else has the lock, or had it and left a store.
    func lockAgain() throws(FileSystemError) {
        let new = try fileSystem.lock(path(of: StoreFiles.lock))
        let files = StoreFiles(try fileSystem.names(in: path))
        guard files.segments.isEmpty, files.snapshots.isEmpty else {
            throw FileSystemError(
                "write", at: path, because: .other,
                saying: "the lock file was replaced, so the files may belong to another process")
        }
        lock.withLock { $0 = new }
    }

    /// Lets others have the directory.
    func release() { lock.withLock { $0 = nil } }
}
