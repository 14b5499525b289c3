import TMFJSON

/// The content of a record.
enum RecordContent {
    /// The header of a journal segment.
    struct SegmentHeader: Equatable {
        /// The number of the segment.
        var segment: UInt64
        /// The number of the last commit before the segment.
        var sequence: UInt64
        /// The number of times the store had been opened when the segment was started, which identifies its writer, or
        /// `nil` in a segment of an earlier version.
        var opening: UInt64?
        /// The time at which the segment was started, in seconds since 1970, or `nil` in a segment of an earlier
        /// version.
        var started: UInt64?
        /// The number of valid bytes in the segment before it; what follows them was never acknowledged.
        var previousLength: Int?
        /// The maximum number of bytes that are written to the segment before they are made durable, or `nil` if there
        /// is no such promise.
        var batch: Int?
        /// A Boolean value that indicates whether the store was closed, so that the journal ends before this segment.
        var isClosed = false
    }

    /// The header of a snapshot.
    struct SnapshotHeader: Equatable {
        /// The number of the first segment after the snapshot.
        var segment: UInt64
        /// The number of the last commit in the snapshot.
        var sequence: UInt64
        /// A Boolean value that indicates whether that segment existed before the snapshot.
        var hasSegment: Bool
    }

    /// A change of a commit, with the ranges of its documents.
    struct Change {
        var key: ResourceKey
        var document: Range<Int>?
        var previous: Range<Int>?
        var previousRevision: UInt64?
    }

    /// A commit.
    struct Commit {
        var sequence: UInt64
        /// The number of the last commit that was known to be durable when this commit was written.
        var durable: UInt64
        var changes: [Change]
        /// The note, which is an object, or `nil` if there is none.
        var note: JSONElement?
    }

    case segment(SegmentHeader)
    case snapshot(SnapshotHeader)
    case commit(Commit)
    /// A resource of a snapshot.
    case resource(ResourceKey, revision: UInt64, document: Range<Int>)
    /// The end of a snapshot, with the number of its resources.
    case end(resources: Int)
    /// The header of a file with an unknown version of the format.
    case unknownVersion(String)

    /// The version of the format that the library reads and writes.
    static let version = 1

    /// The limits for texts that have already been accepted.
    static let limits = JSONLimits.highest
}

// MARK: - Writing

extension RecordContent.SegmentHeader {
    var description: [UInt8] {
        RecordContent.line { writer in
            writer.write(RecordContent.version, named: "journal")
            writer.write(segment, named: "segment")
            writer.write(sequence, named: "sequence")
            if let opening {
                writer.write(opening, named: "opening")
            }
            if let started {
                writer.write(started, named: "started")
            }
            if let previousLength {
                writer.write(previousLength, named: "previousLength")
            }
            if let batch {
                writer.write(batch, named: "batch")
            }
            if isClosed {
                writer.writeName("closed")
                writer.write(true)
            }
        }
    }
}

extension RecordContent.SnapshotHeader {
    var description: [UInt8] {
        RecordContent.line { writer in
            writer.write(RecordContent.version, named: "snapshot")
            writer.write(segment, named: "segment")
            writer.writeName("hasSegment")
            writer.write(hasSegment)
            writer.write(sequence, named: "sequence")
        }
    }
}

extension RecordContent {
    /// Returns the maximum number of bytes in the record of a commit.
    static func greatestLength(of commit: StoreCommit) -> Int {
        let note = commit.note.map { JSONValue.object($0).serialized().count } ?? 0
        return commit.changes.reduce(128 + note) { sum, change in
            // Each byte of a name takes six bytes at most, and the numbers of a change fit into 192.
            let names = 6 * (change.key.id.utf8.count + change.key.collection.rawValue.utf8.count)
            let documents = (change.document?.bytes.count ?? 0) + (change.previous?.document.bytes.count ?? 0)
            return sum + names + documents + 192
        }
    }

    /// Appends the record of a commit.
    static func append(_ commit: StoreCommit, durable: UInt64, to bytes: inout [UInt8]) throws(FileSystemError) {
        var documents: [JSONDocument] = []
        let line = line { writer in
            writer.write(commit.sequence, named: "commit")
            writer.write(durable, named: "durable")
            writer.writeName("changes")
            writer.beginArray()
            for change in commit.changes {
                writer.beginObject()
                write(change.key, to: &writer)
                if let document = change.document {
                    writer.write(document.bytes.count, named: "document")
                    documents.append(document)
                }
                if let previous = change.previous {
                    writer.write(previous.document.bytes.count, named: "previous")
                    writer.write(previous.revision, named: "previousRevision")
                    documents.append(previous.document)
                }
                writer.endObject()
            }
            writer.endArray()
            if let note = commit.note {
                writer.writeName("note")
                writer.write(JSONValue.object(note))
            }
        }
        try StoreRecord.append(to: &bytes, line, documents: documents)
    }

    /// Appends the record of a resource in a snapshot.
    static func append(_ resource: StoredResource, to bytes: inout [UInt8]) throws(FileSystemError) {
        let line = line { writer in
            write(resource.key, to: &writer)
            writer.write(resource.revision, named: "revision")
            writer.write(resource.document.bytes.count, named: "document")
        }
        try StoreRecord.append(to: &bytes, line, documents: [resource.document])
    }

    /// Appends the record that ends a snapshot.
    static func appendEnd(resources: Int, to bytes: inout [UInt8]) throws(FileSystemError) {
        let line = line { writer in
            writer.writeName("end")
            writer.write(true)
            writer.write(resources, named: "resources")
        }
        try StoreRecord.append(to: &bytes, line)
    }

    private static func write(_ key: ResourceKey, to writer: inout JSONWriter) {
        writer.writeName("collection")
        writer.write(key.collection.rawValue)
        writer.writeName("id")
        writer.write(key.id)
    }

    fileprivate static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 128)
        writer.beginObject()
        members(&writer)
        writer.endObject()
        return writer.bytes
    }
}

extension JSONWriter {
    /// Writes a member whose value is a number.
    fileprivate mutating func write(_ number: some BinaryInteger, named name: String) {
        writeName(name)
        write(JSONNumber(number))
    }
}
