/// The file system operations that a file store needs.
package protocol FileSystem: Sendable {
    /// Creates a directory and its parent directories, unless it exists.
    func createDirectory(_ path: String) throws(FileSystemError)
    /// Returns the names of the files in a directory.
    func names(in directory: String) throws(FileSystemError) -> [String]
    /// Opens a file.
    func open(_ path: String, _ mode: FileMode) throws(FileSystemError) -> any OpenFile
    /// Renames a file within its directory, and replaces the file that has the new name.
    func rename(_ path: String, to newPath: String) throws(FileSystemError)
    /// Removes a file.
    func remove(_ path: String) throws(FileSystemError)
    /// Makes the names of the files in a directory durable.
    func synchronizeDirectory(_ path: String) throws(FileSystemError)
    /// Locks a file exclusively until the lock is released.
    func lock(_ path: String) throws(FileSystemError) -> any FileLock
    /// Prevents others from locking a file while it is read, without writing to it, or returns `nil` if the file does
    /// not exist or its medium does not support locks.
    func lockForReading(_ path: String) throws(FileSystemError) -> (any FileLock)?
}

/// The mode in which a file is opened.
package enum FileMode: Sendable {
    /// For reading.
    ///
    /// The file must exist.
    case reading
    /// For reading and writing.
    ///
    /// The file must exist.
    case writing
    /// For reading and writing.
    ///
    /// The file is created and must not exist.
    case creating
}

/// An open file, which is closed when its last reference is released.
package protocol OpenFile: AnyObject, Sendable {
    /// Returns the number of bytes in the file.
    func size() throws(FileSystemError) -> Int
    /// Reads a number of bytes, or fewer at the end of the file.
    func read(_ count: Int, at offset: Int) throws(FileSystemError) -> [UInt8]
    /// Writes all bytes, unless it throws an error.
    func write(_ bytes: [UInt8], at offset: Int) throws(FileSystemError)
    /// Makes all written bytes durable.
    func synchronize() throws(FileSystemError)
    /// Truncates the file, or extends it with zeros, to a size.
    func truncate(to size: Int) throws(FileSystemError)
    /// Returns whether the file can still be reached by a name.
    func isReachable() -> Bool
}

/// A held lock, which is released with its last reference.
package protocol FileLock: AnyObject, Sendable {
    /// Returns whether a path leads to the locked file.
    func isHeld(at path: String) -> Bool
}
