import TMFJSON

/// A writer of all resources of a store into one file.
enum SnapshotWriter {
    private static let bufferSize = 1 << 20

    /// Writes a snapshot, either completely or not at all.
    ///
    /// - Parameters:
    ///   - contents: The resources.
    ///   - segment: The number of the first segment after the snapshot.
    ///   - hasSegment: Whether that segment exists.
    ///   - directory: The directory of the store, whose lock must be held when the snapshot becomes valid.
    /// - Returns: The length of the file.
    /// - Throws: ``FileSystemError``, in which case nothing remains of the snapshot.
    @discardableResult
    static func write(
        _ contents: StoreContents, segment: UInt64, hasSegment: Bool, in directory: LockedDirectory
    ) throws(FileSystemError) -> Int {
        try write(
            contents, segment: segment, hasSegment: hasSegment, in: directory.path, directory.fileSystem
        ) { () throws(FileSystemError) in try directory.proveLock() }
    }

    /// Writes a snapshot into a directory that no store uses.
    ///
    /// - Parameters:
    ///   - contents: The resources.
    ///   - segment: The number of the first segment after the snapshot.
    ///   - hasSegment: Whether that segment exists.
    ///   - directory: The path of the directory.
    ///   - fileSystem: The file system of the directory.
    ///   - check: Throws an error if the snapshot must not become valid.
    /// - Returns: The length of the file.
    /// - Throws: ``FileSystemError``, in which case nothing remains of the snapshot.
    @discardableResult
    static func write(
        _ contents: StoreContents, segment: UInt64, hasSegment: Bool, in directory: String,
        _ fileSystem: any FileSystem, check: () throws(FileSystemError) -> Void = {}
    ) throws(FileSystemError) -> Int {
        let path = "\(directory)/\(StoreFiles.snapshot(segment))"
        let partial = path + StoreFiles.partialSuffix
        try? fileSystem.remove(partial)
        let file = try fileSystem.open(partial, .creating)
        do throws(FileSystemError) {
            let header = RecordContent.SnapshotHeader(
                segment: segment, sequence: contents.sequence, hasSegment: hasSegment)
            let length = try write(contents, header, to: file)
            try file.synchronize()
            try check()
            try fileSystem.rename(partial, to: path)
            try fileSystem.synchronizeDirectory(directory)
            return length
        } catch {
            try? fileSystem.remove(partial)
            throw error
        }
    }

    private static func write(
        _ contents: StoreContents, _ header: RecordContent.SnapshotHeader, to file: any OpenFile
    ) throws(FileSystemError) -> Int {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(bufferSize + (bufferSize >> 2))
        var (length, count) = (0, 0)
        try StoreRecord.append(to: &bytes, header.description)
        for (name, collection) in contents.collections.sorted(by: {
            JSONText.precedes($0.key.rawValue, $1.key.rawValue)
        }) {
            try collection.rows.forEachLeaf { (leaf, _) throws(FileSystemError) in
                for place in leaf.documents.indices {
                    let identity = leaf.identities[place]
                    let resource = StoredResource(
                        key: ResourceKey(name, identity.id), revision: identity.revision,
                        document: leaf.documents[place])
                    try RecordContent.append(resource, to: &bytes)
                    count += 1
                }
                guard bytes.count >= bufferSize else { return }
                try file.write(bytes, at: length)
                length += bytes.count
                bytes.removeAll(keepingCapacity: true)
            }
        }
        try RecordContent.appendEnd(resources: count, to: &bytes)
        try file.write(bytes, at: length)
        return length + bytes.count
    }
}
