import Synchronization

/// The directory of a store, with the lock that prevents others from writing there.
///
/// A lock belongs to a file, not to its name: if the file is removed, another process can take a lock of its own. The
/// lock is therefore compared with the file in the directory before anything is written and before anything is
/// acknowledged.
final class LockedDirectory: Sendable {
    let path: String
    let fileSystem: any FileSystem
    /// The lock, or `nil` if the store has been closed.
    private let lock: Mutex<(any FileLock)?>

    /// Locks a directory, which must exist.
    ///
    /// - Parameters:
    ///   - path: The path of the directory.
    ///   - fileSystem: The file system of the directory.
    /// - Throws: ``FileSystemError`` if another object or process has the lock, or if the file cannot be locked.
    init(_ path: String, _ fileSystem: any FileSystem) throws(FileSystemError) {
        (self.path, self.fileSystem) = (path, fileSystem)
        lock = Mutex(try fileSystem.lock("\(path)/\(StoreFiles.lock)"))
    }

    /// Returns the path of a file in the directory.
    func path(of name: String) -> String { "\(path)/\(name)" }

    /// A Boolean value that indicates whether the store has been closed.
    var isReleased: Bool { lock.withLock { $0 == nil } }

    /// A Boolean value that indicates whether the lock is held and belongs to the file in the directory.
    var isLocked: Bool { lock.withLock { $0?.isHeld(at: path(of: StoreFiles.lock)) ?? false } }

    /// Throws an error if the store has been closed.
    func checkIsOpen() throws(FileSystemError) {
        guard isReleased else { return }
        throw FileSystemError("write", at: path, because: .other, saying: "the store was closed")
    }

    /// Throws an error unless the lock is held and belongs to the file in the directory.
    func proveLock() throws(FileSystemError) {
        guard !isLocked else { return }
        try checkIsOpen()
        throw FileSystemError(
            "write", at: path(of: StoreFiles.lock), because: .other,
            saying: "the lock file was removed or replaced, so another process may be using the directory")
    }

    /// Locks a directory that was removed and created again.
    ///
    /// - Throws: ``FileSystemError`` if another process has the lock, or had it and left a store.
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

    /// Releases the directory for others.
    func release() { lock.withLock { $0 = nil } }
}
