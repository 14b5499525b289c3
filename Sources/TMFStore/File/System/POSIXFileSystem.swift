#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Android)
import Android
#endif

/// The POSIX file system.
package struct POSIXFileSystem: FileSystem {
    package init() {}

    package func createDirectory(_ path: String) throws(FileSystemError) {
        let parent = Self.directory(of: path)
        if unsafe mkdir(path, 0o755) != 0 {
            if errno == EEXIST { return }
            guard errno == ENOENT, parent != path, parent != "." else { throw FileSystemError("mkdir", at: path) }
            try createDirectory(parent)
            guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else { throw FileSystemError("mkdir", at: path) }
        }
        try synchronizeDirectory(parent)
    }

    /// Returns the directory that contains a file.
    private static func directory(of path: String) -> String {
        let path = path.count > 1 && path.hasSuffix("/") ? path.dropLast() : path[...]
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    package func names(in directory: String) throws(FileSystemError) -> [String] {
        guard let stream = unsafe opendir(directory) else { throw FileSystemError("opendir", at: directory) }
        // Safety: the stream is open until the function ends, and each entry is read before the next one is requested.
        defer { _ = unsafe closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    unsafe String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        // A truncated list would hide files.
        guard errno == 0 else { throw FileSystemError("readdir", at: directory) }
        return names
    }

    package func open(_ path: String, _ mode: FileMode) throws(FileSystemError) -> any OpenFile {
        let flags =
            switch mode {
            case .reading: O_RDONLY
            case .writing: O_RDWR
            case .creating: O_RDWR | O_CREAT | O_EXCL
            }
        return POSIXFile(try Self.descriptor(path, flags | O_CLOEXEC), path)
    }

    package func rename(_ path: String, to newPath: String) throws(FileSystemError) {
        // This is the C function, which the method hides.
        guard systemRename(path, newPath) == 0 else { throw FileSystemError("rename", at: path) }
    }

    package func remove(_ path: String) throws(FileSystemError) {
        guard unsafe unlink(path) == 0 else { throw FileSystemError("unlink", at: path) }
    }

    package func synchronizeDirectory(_ path: String) throws(FileSystemError) {
        let directory = POSIXFile(try Self.descriptor(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path)
        try directory.synchronizeAll()
    }

    package func lock(_ path: String) throws(FileSystemError) -> any FileLock {
        let file = POSIXFile(try Self.descriptor(path, O_RDWR | O_CREAT | O_CLOEXEC), path)
        guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw FileSystemError("flock", at: path) }
            throw Self.locked(file, path)
        }
        try file.truncate(to: 0)
        try file.write(Array("\(getpid())\n".utf8), at: 0)
        return try POSIXLock(file, path)
    }

    package func lockForReading(_ path: String) throws(FileSystemError) -> (any FileLock)? {
        let file: POSIXFile
        do throws(FileSystemError) {
            file = POSIXFile(try Self.descriptor(path, O_RDONLY | O_CLOEXEC), path)
        } catch {
            guard error.reason == .notFound else { throw error }
            return nil
        }
        guard flock(file.descriptor, LOCK_SH | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { return nil }
            throw Self.locked(file, path)
        }
        return try POSIXLock(file, path)
    }

    /// Returns the error of a lock that another process holds, which has written its identifier to the file.
    private static func locked(_ file: POSIXFile, _ path: String) -> FileSystemError {
        let holder = try? file.read(32, at: 0)
        let digits = String(decoding: holder ?? [], as: UTF8.self).prefix { $0.isASCII && $0.isNumber }
        return FileSystemError("lock", at: path, because: .locked(by: Int32(digits)), saying: "it is in use")
    }

    private static func descriptor(_ path: String, _ flags: Int32) throws(FileSystemError) -> Int32 {
        while true {
            let descriptor = systemOpen(path, flags: flags, permissions: 0o644)
            if descriptor >= 0 { return descriptor }
            guard errno == EINTR else { throw FileSystemError("open", at: path) }
        }
    }
}

private func systemRename(_ path: String, _ newPath: String) -> Int32 { unsafe rename(path, newPath) }

private func systemOpen(_ path: String, flags: Int32, permissions: mode_t) -> Int32 {
    unsafe open(path, flags, permissions)
}
