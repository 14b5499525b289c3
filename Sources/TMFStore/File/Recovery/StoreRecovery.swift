import TMFJSON

/// A reader that restores the contents of a store from its files, without changing them.
///
/// Of the segments before the snapshot, it reads only the headers unless it tolerates damages: the feed of changes reads
/// the commits when it needs them.
struct StoreRecovery {
    let fileSystem: any FileSystem
    let directory: String
    /// A Boolean value that indicates whether to read everything and to continue after a damage.
    let isTolerant: Bool
    /// The number of the first segment that is needed; those before it only contain the history of the snapshot.
    private(set) var firstSegment: UInt64 = 1

    var resources = ReplayedResources()
    /// The number of the last commit in the snapshot.
    private(set) var snapshotSequence: UInt64 = 0
    /// The number of the last commit in the snapshot and the journal.
    var sequence: UInt64 = 0
    /// The number of the last commit in the segments that have been read.
    var journalSequence: UInt64?

    /// The report on the files.
    var report = RecoveryReport()
    /// The position at which the journal continues.
    var position = JournalWriter.Position(segment: 0, length: 0, sequence: 0)
    /// The segments of the journal.
    var segments: [JournalSegments.Segment] = []
    /// The number of times the store had been opened when the last segment was started.
    var opening: UInt64 = 0
    /// The header of the segment that is being read.
    var segmentHeader: RecordContent.SegmentHeader?
    /// The number of bytes in the segments after the snapshot.
    var growth = 0
    /// The length of the snapshot.
    private(set) var snapshotLength = 0
    /// The names of the files that hold nothing and can be removed.
    var leftovers: [String] = []

    /// Creates a reader of the files.
    ///
    /// - Parameters:
    ///   - fileSystem: The file system of the directory.
    ///   - directory: The directory of the store.
    ///   - isTolerant: Whether to read everything and to continue after a damage.
    init(_ fileSystem: any FileSystem, _ directory: String, isTolerant: Bool = false) {
        (self.fileSystem, self.directory, self.isTolerant) = (fileSystem, directory, isTolerant)
    }

    /// Returns the resources with indexes.
    func contents(_ indexes: StoreIndexes) -> StoreContents { resources.contents(sequence: sequence, indexes: indexes) }

    /// Reads all files.
    ///
    /// - Throws: ``FileSystemError`` if a file cannot be read, ``StoreDamage`` for the first damage unless damages are
    ///   tolerated, or ``StoreFormatError`` for files of a later version.
    mutating func run() throws {
        let files = StoreFiles(try fileSystem.names(in: directory))
        leftovers = files.partial
        var hasSegment = false
        if let snapshot = files.snapshots.last {
            firstSegment = snapshot
            hasSegment = try readSnapshot(snapshot)
        }
        try readJournal(files.segments, hasSegment: hasSegment)
        let kept = files.segments.last { !leftovers.contains(StoreFiles.journal($0)) }
        if position.segment < firstSegment { position.segment = max(firstSegment - 1, kept ?? 0) }
        position.sequence = sequence
        report.sequence = sequence
        report.resources = resources.count
    }

    /// Records a damage, and throws it unless damages are tolerated.
    mutating func note(_ reason: String, in file: String, at offset: Int, about key: ResourceKey? = nil) throws {
        let resources = isTolerant ? key.map { [$0] } ?? [] : []
        let damage = StoreDamage(file: file, offset: offset, reason: reason, resources: resources)
        guard isTolerant else { throw damage }
        report.damages.append(damage)
    }

    /// Records a damaged record with the resources that it names, and moves to the next one, or returns `false` if
    /// there is none.
    mutating func skipDamage(_ reader: inout RecordReader, isWhole: Bool, _ file: String) throws -> Bool {
        let offset = reader.offset
        try note(isWhole ? "the record has invalid contents" : "the record is damaged", in: file, at: offset)
        let isFollowed = try reader.skipToRecord()
        let end = isFollowed ? reader.offset : try reader.contentEnd()
        let bytes = try reader.bytes(from: offset, to: min(end, offset + Self.longestText))
        report.damages[report.damages.count - 1].resources = NamedResources.keys(in: bytes)
        return isFollowed
    }

    /// The number of bytes after a damage that are searched for names.
    private static let longestText = 64 << 20

    // MARK: - Snapshot

    /// Reads a snapshot, and returns whether the segment after it existed before it.
    private mutating func readSnapshot(_ number: UInt64) throws -> Bool {
        let name = StoreFiles.snapshot(number)
        var reader = try RecordReader(fileSystem.open("\(directory)/\(name)", .reading))
        report.files.append(name)
        snapshotLength = reader.size
        var header: RecordContent.SnapshotHeader?
        var (count, isComplete) = (0, false)
        while !isComplete {
            let offset = reader.offset
            switch try reader.next() {
            case .record(let record):
                switch record.content {
                case .snapshot(let found) where offset == 0 && found.segment == number:
                    header = found
                    (snapshotSequence, sequence) = (found.sequence, found.sequence)
                case .unknownVersion(let version) where offset == 0:
                    throw StoreFormatError(file: name, version: version)
                case .resource(let key, let revision, let place):
                    let document = try document(record.bytes(place), of: key, in: name, at: offset)
                    if let document, resources.put(key, document, revision: revision) {
                        try note("the resource '\(key)' occurs twice", in: name, at: offset, about: key)
                    }
                    sequence = max(sequence, revision)
                    count += 1
                case .end(let resources):
                    if resources != count {
                        try note("\(resources) resources were written, \(count) found", in: name, at: offset)
                    }
                    isComplete = true
                case .snapshot, .unknownVersion, .segment, .commit:
                    try note("a record of this type is not allowed here", in: name, at: offset)
                }
            case .end:
                try note("the snapshot is incomplete", in: name, at: offset)
                isComplete = true
            case .damage(let isWhole):
                isComplete = try !skipDamage(&reader, isWhole: isWhole, name)
            }
        }
        if header == nil { try note("the start of the snapshot is missing", in: name, at: 0) }
        if reader.offset < reader.size {
            try note("data follows the end of the snapshot", in: name, at: reader.offset)
        }
        if sequence > snapshotSequence, header != nil {
            try note("a resource is newer than the snapshot", in: name, at: 0)
        }
        return header?.hasSegment ?? true
    }

    /// Returns a document, or `nil` if it is damaged and damages are tolerated.
    mutating func document(
        _ bytes: [UInt8], of key: ResourceKey, in file: String, at offset: Int
    ) throws -> JSONDocument? {
        do {
            return try JSONDocument(parsing: bytes, limits: RecordContent.limits)
        } catch {
            try note("a document is not JSON: \(error)", in: file, at: offset, about: key)
            return nil
        }
    }
}
