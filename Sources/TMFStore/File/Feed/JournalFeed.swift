import Dispatch
import Synchronization
import TMFJSON

/// A reader that provides a feed of changes with the commits that are no longer in memory, from the segments of the
/// journal.
///
/// It reads on a separate thread, and holds no lock of the store while it reads.
final class JournalFeed: OlderCommits {
    /// The position after a commit that was read.
    private struct Place: Sendable {
        var sequence: UInt64
        var segment: UInt64
        var reader: RecordReader
    }

    /// The number of bytes to read at a time, which is small so that many slow readers take little memory.
    private static let windowSize = 256 << 10
    /// The total length of records after which no further commit is added to a batch.
    private static let batchSize = 1 << 20

    private let segments: JournalSegments
    private let directory: LockedDirectory
    private let place = Mutex<Place?>(nil)
    private let queue = DispatchQueue(label: "swift-tmforum.file-store.feed")

    init(_ segments: JournalSegments, _ directory: LockedDirectory) {
        (self.segments, self.directory) = (segments, directory)
    }

    func reaches(_ sequence: UInt64) -> Bool { segments.segment(after: sequence) != nil }

    func commits(after sequence: UInt64, atMost count: Int) async throws -> [StoreCommit] {
        try await withCheckedThrowingContinuation { answer in
            queue.async {
                do {
                    answer.resume(returning: try self.read(after: sequence, atMost: count))
                } catch {
                    answer.resume(throwing: StoreError(fileError: error))
                }
            }
        }
    }

    func pause() { place.withLock { $0 = nil } }

    private func read(after sequence: UInt64, atMost count: Int) throws -> [StoreCommit] {
        guard let segment = segments.segment(after: sequence) else { throw StoreError(.changesExpired) }
        let place = place.withLock { $0.take() }
        var reader: RecordReader
        if let place, place.sequence == sequence, place.segment == segment.number {
            reader = place.reader
            reader.extend(to: segment.length)
        } else {
            reader = try self.reader(of: segment)
        }
        let name = StoreFiles.journal(segment.number)
        var commits = [try Self.commit(after: sequence, &reader, name)]
        let start = reader.offset
        // A failure after the first commit occurs again when the reader reaches that commit.
        while commits.count < count, reader.offset - start < Self.batchSize, reader.offset < segment.length {
            var next = reader
            guard let commit = try? Self.commit(after: sequence + UInt64(commits.count), &next, name) else { break }
            commits.append(commit)
            reader = next
        }
        let last = sequence + UInt64(commits.count)
        self.place.withLock { [reader] in $0 = Place(sequence: last, segment: segment.number, reader: reader) }
        return commits
    }

    /// Reads up to and including the commit after a sequence number.
    private static func commit(
        after sequence: UInt64, _ reader: inout RecordReader, _ name: String
    ) throws -> StoreCommit {
        while true {
            let offset = reader.offset
            switch try reader.next() {
            case .record(let record):
                guard case .commit(let commit) = record.content, commit.sequence > sequence else { continue }
                guard commit.sequence == sequence + 1 else {
                    let reason = "commit \(commit.sequence) does not follow \(sequence)"
                    throw StoreDamage(file: name, offset: offset, reason: reason)
                }
                guard let commit = try? Self.commit(commit, record) else {
                    throw StoreDamage(file: name, offset: offset, reason: "a document is not JSON")
                }
                reader.release()
                return commit
            case .end:
                throw StoreDamage(file: name, offset: offset, reason: "the segment ends before commit \(sequence + 1)")
            case .damage: throw StoreDamage(file: name, offset: offset, reason: "the record is damaged")
            }
        }
    }

    private func reader(of segment: JournalSegments.Segment) throws(StoreError) -> RecordReader {
        do throws(FileSystemError) {
            let path = directory.path(of: StoreFiles.journal(segment.number))
            var reader = try RecordReader(directory.fileSystem.open(path, .reading), window: Self.windowSize)
            reader.extend(to: segment.length)
            return reader
        } catch {
            // The file may have been removed in the meantime.
            throw error.reason == .notFound ? StoreError(.changesExpired) : StoreError(fileError: error)
        }
    }

    private static func commit(
        _ commit: RecordContent.Commit, _ record: RecordReader.Record
    ) throws(JSONParsingError) -> StoreCommit {
        func document(_ place: Range<Int>) throws(JSONParsingError) -> JSONDocument {
            try JSONDocument(parsing: record.bytes(place), limits: RecordContent.limits)
        }
        var changes: [StoreCommit.Change] = []
        for change in commit.changes {
            var made = StoreCommit.Change(key: change.key, document: nil, previous: nil)
            if let place = change.document { made.document = try document(place) }
            if let place = change.previous {
                made.previous = StoredResource(
                    key: change.key, revision: change.previousRevision ?? 0, document: try document(place))
            }
            changes.append(made)
        }
        return StoreCommit(
            sequence: commit.sequence, changes: changes, note: commit.note.flatMap { JSONValue($0).objectValue })
    }
}
