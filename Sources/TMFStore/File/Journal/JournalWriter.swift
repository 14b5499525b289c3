/// Writes commits one after the other into the segments of the journal.
///
/// A segment that could not be written to is left as it is: the next one says how much of it counts, so that nothing that was
/// refused comes back.
struct JournalWriter {
    /// A place in the journal.
    struct Position {
        /// The segment.
        var segment: UInt64
        /// The number of its bytes that count.
        var length: Int
        /// The number of the last commit.
        var sequence: UInt64
    }

    private let directory: LockedDirectory
    /// How often the store was opened, this time included.
    private let opening: UInt64
    private let segmentSize: Int
    /// Whether commits are made durable before they are acknowledged.
    private let synchronizes: Bool
    /// How much is filled with zeros at once: a file that does not grow is synchronized faster.
    private let preallocation: Int

    private(set) var position: Position
    /// The number of the last commit before the present segment.
    private(set) var segmentStart: UInt64
    /// The file of the segment; `nil` if it is closed or its end is lost.
    private var file: (any OpenFile)?
    /// Whether nothing may be added to the segment, so that the next commit begins a new one.
    private var needsSegment = false
    /// The number of bytes that may be written to the segment at once.
    private var batch = 0
    /// The segment that was last tried to be made.
    private var attempt: UInt64?
    /// The end of the file.
    private var size = 0
    /// The number of the last commit that is known to be durable.
    private(set) var durable: UInt64
    /// Whether commits that were acknowledged may be missing in the files.
    private(set) var isIncomplete = false
    /// The number of bytes written since the last snapshot.
    private(set) var growth: Int

    /// Goes on after a position, with the first commit in a new segment: every segment has one writer.
    ///
    /// - Parameters:
    ///   - directory: The directory of the store.
    ///   - opening: How often the store was opened, this time included.
    ///   - position: The end of the journal.
    ///   - file: The open segment; `nil` if there is none.
    ///   - growth: The number of bytes since the last snapshot.
    ///   - segmentSize: The length from which on a new segment is begun.
    ///   - synchronizes: Whether commits are made durable before they are acknowledged.
    /// - Throws: ``FileSystemError`` if the segment cannot be looked at.
    init(
        _ directory: LockedDirectory, opening: UInt64, _ position: Position, file: (any OpenFile)?, growth: Int,
        segmentSize: Int, synchronizes: Bool
    ) throws(FileSystemError) {
        (self.directory, self.opening, self.synchronizes) = (directory, opening, synchronizes)
        (self.position, self.file, self.growth) = (position, file, growth)
        needsSegment = file != nil
        self.segmentSize = max(segmentSize, 4_096)
        preallocation = min(self.segmentSize, 4 << 20)
        durable = position.sequence
        segmentStart = position.sequence
        size = try file?.size() ?? 0
    }

    /// Writes commits, all of them or none, and no more than a segment at once unless a single one is longer.
    ///
    /// - Parameter commits: The commits, of which there is one at least.
    /// - Throws: ``FileSystemError``; the commits do not count then, whatever is in the file.
    mutating func append(_ commits: [StoreCommit]) throws(FileSystemError) {
        guard let last = commits.last else { return }
        let longest = commits.reduce(0) { max($0, RecordContent.greatestLength(of: $1)) }
        if position.length >= segmentSize || longest > batch {
            try synchronize()
            needsSegment = true
        }
        let file = try usableFile(batch: longest)
        var end = position.length
        do throws(FileSystemError) {
            var bytes: [UInt8] = []
            for commit in commits {
                let length = RecordContent.greatestLength(of: commit)
                if !bytes.isEmpty, bytes.count + length > segmentSize {
                    try write(bytes, to: file, at: end)
                    end += bytes.count
                    bytes.removeAll(keepingCapacity: true)
                }
                if bytes.isEmpty { bytes.reserveCapacity(length) }
                try RecordContent.append(commit, durable: durable, to: &bytes)
            }
            try write(bytes, to: file, at: end)
            end += bytes.count
            // A process that has taken the directory in the meantime may not have seen the commits.
            try directory.proveLock()
        } catch {
            abandon()
            throw error
        }
        size = max(size, end)
        growth += end - position.length
        position.length = end
        position.sequence = last.sequence
        if synchronizes { durable = last.sequence }
    }

    /// Makes all commits durable.
    mutating func synchronize() throws(FileSystemError) {
        try checkOwnership()
        guard durable < position.sequence, let file else { return }
        do throws(FileSystemError) {
            try file.synchronize()
            durable = position.sequence
        } catch {
            // After a failure the system may have dropped what it did not write, and says so only once.
            self.file = nil
            isIncomplete = true
            throw error
        }
    }

    /// Begins a new segment.
    mutating func beginSegment() throws(FileSystemError) {
        try synchronize()
        try begin(previousLength: position.length)
    }

    /// Begins a new segment that needs none of those before it, as a snapshot does.
    mutating func beginBehindSnapshot() throws(FileSystemError) {
        try begin(previousLength: nil)
        isIncomplete = false
        durable = position.sequence
    }

    private mutating func begin(
        previousLength: Int?, batch: Int = 0, isClosed: Bool = false
    ) throws(FileSystemError) {
        if previousLength != nil { try checkDirectory() }
        try directory.proveLock()
        let number = position.segment + 1
        let path = directory.path(of: StoreFiles.journal(number))
        var bytes: [UInt8] = []
        let batch = max(batch, segmentSize)
        let header = RecordContent.SegmentHeader(
            segment: number, sequence: position.sequence, opening: opening, previousLength: previousLength,
            batch: synchronizes ? batch : nil, isClosed: isClosed)
        try StoreRecord.append(to: &bytes, header.description)
        // The rest of a failed attempt holds nothing; any other file belongs to another process.
        if attempt == number { try? directory.fileSystem.remove(path) }
        attempt = number
        let file = try directory.fileSystem.open(path, .creating)
        do throws(FileSystemError) {
            try file.write(bytes, at: 0)
            try file.synchronize()
            try directory.fileSystem.synchronizeDirectory(directory.path)
        } catch {
            // The removal may not outlive a crash, and what is left says how much of the segment before it counts.
            needsSegment = true
            if directory.isLocked { try? directory.fileSystem.remove(path) }
            throw error
        }
        if let old = self.file { try? old.truncate(to: position.length) }
        self.file = file
        needsSegment = false
        self.batch = batch
        position.segment = number
        position.length = bytes.count
        segmentStart = position.sequence
        size = bytes.count
    }

    /// Makes what follows the last commit go away, and says where the journal ends by a segment that holds nothing.
    mutating func close() throws(FileSystemError) {
        try synchronize()
        guard let file else { return }
        defer { self.file = nil }
        try file.truncate(to: position.length)
        try file.synchronize()
        // Without it no data is missing, but that cannot be verified.
        try? begin(previousLength: position.length, isClosed: true)
    }

    /// Notes that a snapshot was written while the journal had some growth.
    mutating func shrink(by growth: Int) { self.growth = max(self.growth - growth, 0) }

    private mutating func usableFile(batch: Int) throws(FileSystemError) -> any OpenFile {
        try checkOwnership()
        if let file, !needsSegment { return file }
        try begin(previousLength: position.length, batch: batch)
        guard let file else {
            throw FileSystemError("open", at: directory.path, because: .other, saying: "the directory has no segment")
        }
        return file
    }

    /// Throws if the present segment was removed, or if somebody else may have the directory.
    private mutating func checkOwnership() throws(FileSystemError) {
        if let file, !file.isReachable() { throw removed() }
        try directory.proveLock()
    }

    /// Throws if the directory is no longer the one that the present segment is in.
    private mutating func checkDirectory() throws(FileSystemError) {
        try checkOwnership()
        let names = try directory.fileSystem.names(in: directory.path)
        guard !names.contains(StoreFiles.journal(position.segment)) else { return }
        throw removed()
    }

    private mutating func removed() -> FileSystemError {
        file = nil
        isIncomplete = true
        let path = directory.path(of: StoreFiles.journal(position.segment))
        return FileSystemError("write", at: path, because: .notFound, saying: "the file was removed")
    }

    private mutating func write(
        _ bytes: [UInt8], to file: any OpenFile, at offset: Int
    ) throws(FileSystemError) {
        try preallocate(file, to: offset + bytes.count)
        try file.write(bytes, at: offset)
        if synchronizes { try file.synchronize() }
    }

    private mutating func preallocate(_ file: any OpenFile, to end: Int) throws(FileSystemError) {
        guard end > size else { return }
        let target = max(end, min(size + preallocation, max(segmentSize, end)))
        do throws(FileSystemError) {
            try file.write([UInt8](repeating: 0, count: target - size), at: size)
            size = target
        } catch {
            // There may still be room for the commits alone.
            guard error.reason == .noSpace else { throw error }
        }
    }

    /// Leaves a segment whose end is in doubt, after making durable what was acknowledged.
    private mutating func abandon() {
        needsSegment = true
        try? synchronize()
        // The present file may belong to another writer.
        if directory.isLocked { try? file?.truncate(to: position.length) }
    }
}
