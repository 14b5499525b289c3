extension FileStore {
    /// The result of a repair.
    public struct Repair: Sendable, Hashable {
        /// The report on the files.
        public var report: RecoveryReport
        /// The directory that all files from before the repair were moved to; `nil` if nothing was damaged, and so nothing done.
        public var oldFiles: String?
    }

    /// Reads all files of a store that is not open, and reports whether they are intact, as far as that can be determined:
    /// only a store that was closed says where its journal ends.
    ///
    /// Nothing is changed, but for the file that is locked. Where that cannot be written, as on a read-only medium, nothing is
    /// changed at all, and ``RecoveryReport/isReadOnly`` says so.
    ///
    /// - Parameter directory: The path of the directory.
    /// - Returns: The report, with all damage, not only the first.
    /// - Throws: ``StoreError`` with the code ``StoreError/Code/locked`` if the store is in use, or
    ///   ``StoreError/Code/unavailable`` if a file cannot be read, has an unknown format, or there is no store.
    public static func verify(_ directory: String) throws(StoreError) -> RecoveryReport {
        try verify(directory, fileSystem: POSIXFileSystem())
    }

    package static func verify(
        _ directory: String, fileSystem: any FileSystem
    ) throws(StoreError) -> RecoveryReport {
        try look(at: directory, fileSystem, isTolerant: true).report
    }

    /// Reads a store that is not open into memory; only the lock file is changed.
    ///
    /// - Parameter directory: The path of the directory, which may be read-only.
    /// - Returns: A store in memory with all resources.
    /// - Throws: ``StoreError`` as ``verify(_:)``, and with the code ``StoreError/Code/corrupted`` if something is damaged.
    package static func read(_ directory: String) throws(StoreError) -> InMemoryStore {
        let recovery = try look(at: directory, POSIXFileSystem(), isTolerant: false)
        return InMemoryStore(recovery.contents(.none))
    }

    private static func look(
        at directory: String, _ fileSystem: any FileSystem, isTolerant: Bool
    ) throws(StoreError) -> StoreRecovery {
        do {
            try checkStore(directory, fileSystem)
            var recovery = StoreRecovery(fileSystem, directory, isTolerant: isTolerant)
            let lock = try lockForReading(directory, in: fileSystem, isReadOnly: &recovery.report.isReadOnly)
            defer { withExtendedLifetime(lock) {} }
            try recovery.run()
            return recovery
        } catch {
            throw StoreError(fileError: error)
        }
    }

    /// Keeps others from writing where that is possible, and says whether it is.
    private static func lockForReading(
        _ directory: String, in fileSystem: any FileSystem, isReadOnly: inout Bool
    ) throws(FileSystemError) -> (any FileLock)? {
        let path = "\(directory)/\(StoreFiles.lock)"
        do throws(FileSystemError) {
            return try fileSystem.lock(path)
        } catch {
            guard error.reason == .notWritable else { throw error }
            isReadOnly = true
        }
        // The same files may be writable for somebody else, who has a store there.
        return try fileSystem.lockForReading(path)
    }

    /// Makes a damaged store one that opens again, with every resource that can still be read.
    ///
    /// Damaged files are preserved: all old files are kept in a directory of their own inside that of the store. A resource
    /// whose last change cannot be read is left as the change before has made it, even if that change was its deletion; the
    /// damages name the resources as far as they are known. A store without damage is not touched.
    ///
    /// - Parameter directory: The path of the directory.
    /// - Returns: The report on the files and on the repair.
    /// - Throws: ``StoreError`` as ``verify(_:)``, and with the code ``StoreError/Code/full`` if there is no room for what was
    ///   saved; the old files are then where they were.
    public static func repair(_ directory: String) throws(StoreError) -> Repair {
        try repair(directory, fileSystem: POSIXFileSystem())
    }

    package static func repair(_ directory: String, fileSystem: any FileSystem) throws(StoreError) -> Repair {
        do {
            try checkStore(directory, fileSystem)
            let locked = try LockedDirectory(directory, fileSystem)
            defer { locked.release() }
            let names = try fileSystem.names(in: directory)
            var recovery = StoreRecovery(fileSystem, directory, isTolerant: true)
            try recovery.run()
            guard !recovery.report.damages.isEmpty else { return Repair(report: recovery.report) }
            let files = StoreFiles(names)
            let last = max(files.segments.last ?? 0, files.snapshots.last ?? 0)
            // From here on the new snapshot counts, and what was there before is only in the way.
            try SnapshotWriter.write(
                recovery.contents(.none), segment: last + 1, hasSegment: false, in: locked)
            var number = 1
            while names.contains("damaged-\(number)") { number += 1 }
            let aside = "\(directory)/damaged-\(number)"
            try fileSystem.createDirectory(aside)
            for name in files.snapshots.map(StoreFiles.snapshot) + files.segments.map(StoreFiles.journal) {
                try fileSystem.rename("\(directory)/\(name)", to: "\(aside)/\(name)")
            }
            try fileSystem.synchronizeDirectory(aside)
            try fileSystem.synchronizeDirectory(directory)
            return Repair(report: recovery.report, oldFiles: aside)
        } catch {
            throw StoreError(fileError: error)
        }
    }

    private static func checkStore(_ directory: String, _ fileSystem: any FileSystem) throws(FileSystemError) {
        let files = StoreFiles(try fileSystem.names(in: directory))
        guard !files.segments.isEmpty || !files.snapshots.isEmpty else {
            throw FileSystemError("open", at: directory, because: .notFound, saying: "the directory contains no store")
        }
    }
}
