extension FileStore {
    /// What a repair has done.
    public struct Repair: Sendable, Hashable {
        /// What was found in the files.
        public var report: RecoveryReport
        /// The directory that all files from before the repair were moved to; `nil` if nothing was damaged, and so nothing done.
        public var oldFiles: String?
    }

    /// Reads all files of a store that nobody has open, and tells whether they are whole.
    ///
    /// Nothing is changed, but for the file that is locked.
    ///
    /// - Parameter directory: The path of the directory.
    /// - Returns: What was found; all damages are listed, not only the first.
    /// - Throws: ``StoreError`` with the code ``StoreError/Code/locked`` if the store is in use, or
    ///   ``StoreError/Code/unavailable`` if a file cannot be read, has an unknown format, or there is no store.
    public static func verify(_ directory: String) throws(StoreError) -> RecoveryReport {
        try verify(directory, fileSystem: POSIXFileSystem())
    }

    package static func verify(
        _ directory: String, fileSystem: any FileSystem
    ) throws(StoreError) -> RecoveryReport {
        do {
            let locked = try lock(directory, fileSystem)
            defer { locked.release() }
            var recovery = StoreRecovery(fileSystem, directory, isTolerant: true)
            try recovery.run()
            return recovery.report
        } catch {
            throw StoreError(fileError: error)
        }
    }

    /// Makes a damaged store one that opens again, with every resource that can still be read.
    ///
    /// What is damaged stays as it is: all old files are kept in a directory of their own below that of the store. A resource
    /// whose last change cannot be read is left as the change before has made it. A store without damage is not touched.
    ///
    /// - Parameter directory: The path of the directory.
    /// - Returns: What was found and done.
    /// - Throws: ``StoreError`` as ``verify(_:)``, and with the code ``StoreError/Code/full`` if there is no room for what was
    ///   saved; the old files are then where they were.
    public static func repair(_ directory: String) throws(StoreError) -> Repair {
        try repair(directory, fileSystem: POSIXFileSystem())
    }

    package static func repair(_ directory: String, fileSystem: any FileSystem) throws(StoreError) -> Repair {
        do {
            let locked = try lock(directory, fileSystem)
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

    /// Locks the directory of a store that is there.
    private static func lock(
        _ directory: String, _ fileSystem: any FileSystem
    ) throws(FileSystemError) -> LockedDirectory {
        let files = StoreFiles(try fileSystem.names(in: directory))
        guard !files.segments.isEmpty || !files.snapshots.isEmpty else {
            throw FileSystemError("open", directory, .notFound, "there is no store")
        }
        return try LockedDirectory(directory, fileSystem)
    }
}
