#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Android)
import Android
#endif

/// An open file of the POSIX file system.
final class POSIXFile: OpenFile {
    let descriptor: Int32
    private let path: String

    init(_ descriptor: Int32, _ path: String) { (self.descriptor, self.path) = (descriptor, path) }

    deinit { _ = close(descriptor) }

    func size() throws(FileSystemError) -> Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw FileSystemError("fstat", at: path) }
        return Int(status.st_size)
    }

    func isReachable() -> Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_nlink > 0
    }

    func read(_ count: Int, at offset: Int) throws(FileSystemError) -> [UInt8] {
        var failed = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            // Safety: the system writes no more than the rest of the buffer, and returns how much it wrote.
            while filled < count {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let got = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                guard got > 0 else { return }
                filled += got
            }
        }
        if failed { throw FileSystemError("read", at: path) }
        return bytes
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(FileSystemError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                // Safety: the system reads no more than the rest of the buffer.
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                return unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileSystemError("write", at: path) }
            written += count
        }
    }

    func synchronize() throws(FileSystemError) {
        #if canImport(Darwin)
        // On Apple platforms, only this call reaches the medium.
        guard fcntl(descriptor, F_FULLFSYNC) == 0 else { throw FileSystemError("fsync", at: path) }
        #else
        guard fdatasync(descriptor) == 0 else { throw FileSystemError("fdatasync", at: path) }
        #endif
    }

    /// Makes a directory durable; unlike a file, it has no data that the other calls would leave out.
    func synchronizeAll() throws(FileSystemError) {
        guard fsync(descriptor) == 0 else { throw FileSystemError("fsync", at: path) }
    }

    func truncate(to size: Int) throws(FileSystemError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw FileSystemError("ftruncate", at: path) }
    }
}

extension FileSystemError {
    /// Creates an error from the `errno` of the last system call.
    init(_ operation: String, at path: String) {
        let code = errno
        let message = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        let reason: Reason =
            switch code {
            case ENOSPC, EDQUOT: .noSpace
            case ENOENT: .notFound
            case EROFS, EACCES, EPERM: .notWritable
            default: .other
            }
        self.init(operation, at: path, because: reason, saying: message)
    }
}
