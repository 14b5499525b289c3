/// The file system operations that a file store needs.
package protocol FileSystem: Sendable {
    /// Makes a directory with those above it, unless it is there.
    func createDirectory(_ path: String) throws(FileSystemError)
    /// The names of the files in a directory.
    func names(in directory: String) throws(FileSystemError) -> [String]
    /// Opens a file.
    func open(_ path: String, _ mode: FileMode) throws(FileSystemError) -> any OpenFile
    /// Gives a file another name in the same directory, in place of the one that has it.
    func rename(_ path: String, to newPath: String) throws(FileSystemError)
    /// Removes a file.
    func remove(_ path: String) throws(FileSystemError)
    /// Makes the names in a directory durable.
    func synchronizeDirectory(_ path: String) throws(FileSystemError)
    /// Locks a file for this object alone until the lock is released.
    func lock(_ path: String) throws(FileSystemError) -> any FileLock
    /// Keeps others from locking a file as long as it is read, without writing to it; `nil` if there is no file, or no lock on
    /// this medium.
    func lockForReading(_ path: String) throws(FileSystemError) -> (any FileLock)?
}

/// How a file is opened.
package enum FileMode: Sendable {
    /// For reading; it must exist.
    case reading
    /// For reading and writing; it must exist.
    case writing
    /// For reading and writing, as a new file; it must not exist.
    case creating
}

/// A file that is open; it is closed with the last reference to it.
package protocol OpenFile: AnyObject, Sendable {
    /// The number of bytes in the file.
    func size() throws(FileSystemError) -> Int
    /// Reads bytes; fewer at the end of the file.
    func read(_ count: Int, at offset: Int) throws(FileSystemError) -> [UInt8]
    /// Writes bytes, all of them unless an error is thrown.
    func write(_ bytes: [UInt8], at offset: Int) throws(FileSystemError)
    /// Makes durable what was written.
    func synchronize() throws(FileSystemError)
    /// Makes the file end at an offset, or reach to it with zeros.
    func truncate(to size: Int) throws(FileSystemError)
    /// Whether the file can still be reached by a name.
    func isReachable() -> Bool
}

/// A lock that is held; it is released with the last reference to it.
package protocol FileLock: AnyObject, Sendable {
    /// Whether a path leads to the file that is locked.
    func isHeld(at path: String) -> Bool
}
