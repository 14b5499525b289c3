extension FileStore {
    /// The result of a repair.
    public struct Repair: Sendable, Hashable {
        /// The report on the files.
        public var report: RecoveryReport
        /// The directory that contains all files from before the repair, or `nil` if nothing was damaged and the store
        /// is unchanged.
        public var oldFiles: String?
    }

    /// Reads all files of a store that is not open, and reports whether they are intact.
    ///
    /// Only a store that was closed records where its journal ends; in any other store, a loss at the end of the journal
    /// may go undetected. This method changes nothing except the lock file. If that file cannot be written, as on a
    /// read-only medium, it changes nothing at all, and ``RecoveryReport/isReadOnly`` is `true`.
    ///
    /// - Parameter directory: The path of the directory.
    /// - Returns: The report, with all damages and not only the first.
    /// - Throws: ``StoreError`` with ``StoreError/Code/locked`` if the store is in use, or with
    ///   ``StoreError/Code/unavailable`` if a file cannot be read or has an unknown format, or if there is no store.
    public static func verify(_ directory: String) throws(StoreError) -> RecoveryReport {
        try verify(directory, fileSystem: POSIXFileSystem())
    }

    package static func verify(
        _ directory: String, fileSystem: any FileSystem
    ) throws(StoreError) -> RecoveryReport {
        try look(at: directory, fileSystem, isTolerant: true).report
    }

    /// Reads a store that is not open into memory, and changes nothing except the lock file.
    ///
    /// - Parameter directory: The path of the directory, which may be read-only.
    /// - Returns: A store in memory with all resources.
    /// - Throws: ``StoreError`` as for ``verify(_:)``, or with ``StoreError/Code/corrupted`` if a file is damaged.
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

    /// Prevents others from writing if that is possible, and determines whether the directory is read-only.
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
        // Another process may be able to write to the same files and have the store open.
        return try fileSystem.lockForReading(path)
    }

    /// Repairs a damaged store so that it can be opened, with every resource that can still be read.
    ///
    /// Damaged files are preserved: all old files are moved to a new directory inside the directory of the store. If
    /// the last change of a resource cannot be read, the resource is restored to the state after the change before it,
    /// even if that change was a deletion. The report names the affected resources as far as they are known. A store
    /// without damage stays unchanged.
    ///
    /// - Parameter directory: The path of the directory.
    /// - Returns: The report on the files and on the repair.
    /// - Throws: ``StoreError`` as for ``verify(_:)``, or with ``StoreError/Code/full`` if there is no room for the
    ///   repaired store, in which case the old files are still in place.
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
            // From here on, the new snapshot is valid, and the old files are only in the way.
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
