#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Android)
import Android
#endif

/// A POSIX lock on a file, which is released when the file is closed.
final class POSIXLock: FileLock {
    private let file: POSIXFile
    private let device: dev_t
    private let number: ino_t

    /// Creates a lock from a locked file.
    init(_ file: POSIXFile, _ path: String) throws(FileSystemError) {
        var status = stat()
        guard unsafe fstat(file.descriptor, &status) == 0 else { throw FileSystemError("fstat", at: path) }
        (self.file, device, number) = (file, status.st_dev, status.st_ino)
    }

    func isHeld(at path: String) -> Bool {
        // No other file can have the same number while this one is open.
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_dev == device && status.st_ino == number
    }
}
