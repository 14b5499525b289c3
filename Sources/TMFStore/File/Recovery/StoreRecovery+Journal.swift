import TMFJSON

extension StoreRecovery {
    /// Reads the segments of the journal, including those before the snapshot.
    mutating func readJournal(_ segments: [UInt64], hasSegment: Bool) throws {
        try checkForGaps(segments, hasSegment: hasSegment)
        // The segment after a snapshot may never have been started.
        if segments.count == 1, !hasSegment, try removeUnlessBegun(segments[0]) { return }
        for (index, number) in segments.enumerated() {
            guard index + 1 < segments.count else { return try readSegment(number, isLast: true) }
            let next = segments[index + 1]
            if index + 2 == segments.count, try removeUnlessBegun(next) {
                return try readSegment(number, isLast: true)
            }
            try readSegment(number, before: try header(of: next), isLast: false)
        }
    }

    /// Records a segment that was never started: its header is durable before anything else is written to it.
    private mutating func removeUnlessBegun(_ number: UInt64) throws -> Bool {
        var reader = try reader(number)
        guard reader.size <= Self.longestHeader else { return false }
        switch try reader.next() {
        case .record, .damage(isWhole: true): return false
        case .end, .damage: break
        }
        guard try !reader.skipToRecord() else { return false }
        let name = StoreFiles.journal(number)
        leftovers.append(name)
        report.tornTail = StoreDamage(file: name, offset: 0, reason: "the start of the segment is incomplete")
        report.tornBytes = reader.size
        return true
    }

    /// The maximum number of bytes in the header of a segment.
    private static let longestHeader = 256

    private mutating func checkForGaps(_ segments: [UInt64], hasSegment: Bool) throws {
        let isNeeded = hasSegment || (segments.last ?? 0) >= firstSegment
        var expected = segments.first ?? firstSegment
        if isNeeded { expected = min(expected, firstSegment) }
        for number in segments {
            if number != expected { try note("the file is missing", in: StoreFiles.journal(expected), at: 0) }
            expected = number + 1
        }
        if isNeeded, expected <= firstSegment {
            try note("the file is missing", in: StoreFiles.journal(firstSegment), at: 0)
        }
    }

    private func reader(
        _ number: UInt64, window: Int = RecordReader.windowSize
    ) throws(FileSystemError) -> RecordReader {
        try RecordReader(fileSystem.open("\(directory)/\(StoreFiles.journal(number))", .reading), window: window)
    }

    /// Returns the header of a segment, or `nil` if it is missing or incomplete.
    private func header(of number: UInt64) throws -> RecordContent.SegmentHeader? {
        var reader = try reader(number, window: Self.longestHeader)
        guard case .record(let record) = try reader.next(), case .segment(let header) = record.content else {
            return nil
        }
        return header
    }

    /// Reads the header of a segment that only the feed of changes needs.
    private mutating func readHeader(_ number: UInt64, before next: RecordContent.SegmentHeader?) throws {
        let name = StoreFiles.journal(number)
        var reader = try reader(number, window: Self.longestHeader)
        report.files.append(name)
        switch try reader.next() {
        case .record(let record): try take(record, of: number, name)
        case .end: try note("the start of the segment is missing", in: name, at: 0)
        case .damage: try note("the record is damaged", in: name, at: 0)
        }
        let length = next?.previousLength ?? reader.size
        if length > reader.size { try note("the file ends before byte \(length)", in: name, at: reader.size) }
        if segments.last?.number == number { segments[segments.count - 1].length = length }
    }

    /// Reads one segment.
    ///
    /// - Parameters:
    ///   - number: The number of the segment.
    ///   - next: The header of the next segment, if there is one.
    ///   - isLast: Whether the journal ends in this segment.
    /// - Throws: The errors of ``run()``.
    private mutating func readSegment(
        _ number: UInt64, before next: RecordContent.SegmentHeader? = nil, isLast: Bool
    ) throws {
        guard isTolerant || number >= firstSegment else { return try readHeader(number, before: next) }
        let limit = next?.previousLength
        segmentHeader = nil
        let name = StoreFiles.journal(number)
        var reader = try reader(number)
        report.files.append(name)
        var end = 0
        reading: while limit.map({ reader.offset < $0 }) ?? true {
            let offset = reader.offset
            switch try reader.next() {
            case .record(let record):
                try take(record, of: number, name)
                end = reader.offset
            case .end:
                if let limit, offset < limit { try note("the file ends before byte \(limit)", in: name, at: offset) }
                if offset == 0 { try note("the start of the segment is missing", in: name, at: 0) }
                break reading
            case .damage(let isWhole):
                if limit == nil, !isLast, number < firstSegment { break reading }
                if isLast, offset > 0, !isWhole, try isTorn(reader) {
                    report.tornTail = StoreDamage(file: name, offset: offset, reason: "the record is incomplete")
                    report.tornBytes = try reader.contentEnd() - offset
                    break reading
                }
                guard try skipDamage(&reader, isWhole: isWhole, name) else { break reading }
            }
        }
        if let limit, end > limit { try note("a record extends past the end of the segment", in: name, at: limit) }
        // Opening and closing a store cut off the end of a segment, and a process that opened it writes only to other
        // segments.
        if let limit, let next, let opening = next.opening, next.isClosed || segmentHeader?.opening != opening,
            try !reader.isZero(from: limit)
        {
            try note("data was written after another process opened the store", in: name, at: limit)
        }
        if isLast, number > firstSegment, let header = segmentHeader, header.isClosed,
            header.sequence == journalSequence
        {
            // The segment has served its purpose.
            report.isClosed = true
            segments.removeLast()
            leftovers.append(name)
            return
        }
        if segments.last?.number == number { segments[segments.count - 1].length = end }
        guard number >= firstSegment else { return }
        growth += end
        position.segment = number
        position.length = end
    }

    /// Returns whether the data after the current position may be the result of a crash.
    private func isTorn(_ reader: RecordReader) throws -> Bool {
        // A crash cannot leave more than one batch of data.
        if let batch = segmentHeader?.batch, try reader.contentEnd() - reader.offset > batch { return false }
        return try !isFollowedByDurable(reader)
    }

    /// Returns whether data after the current position was written after the record there had been made durable.
    private func isFollowedByDurable(_ reader: RecordReader) throws -> Bool {
        var reader = reader
        // The header of a segment is durable before anything else is written.
        let expected = reader.offset == 0 ? 0 : (journalSequence ?? 0) + 1
        while try reader.skipToRecord() {
            while case .record(let record) = try reader.next() {
                if case .commit(let commit) = record.content, commit.durable >= expected { return true }
            }
        }
        return false
    }

    private mutating func take(_ record: RecordReader.Record, of number: UInt64, _ name: String) throws {
        switch record.content {
        case .segment(let header) where record.offset == 0 && header.segment == number:
            let before = journalSequence ?? header.sequence
            // Commits that were lost before a snapshot are part of the snapshot.
            if number == firstSegment, header.sequence != snapshotSequence {
                try note("the segment does not follow the snapshot", in: name, at: 0)
            } else if number > firstSegment, header.sequence != before {
                try note("commits are missing before the segment", in: name, at: 0)
            }
            journalSequence = header.sequence
            segmentHeader = header
            opening = max(opening, header.opening ?? 0)
            segments.append(JournalSegments.Segment(header))
        case .unknownVersion(let version) where record.offset == 0:
            throw StoreFormatError(file: name, version: version)
        case .commit(let commit):
            if record.offset == 0 { try note("the start of the segment is missing", in: name, at: 0) }
            if commit.sequence != (journalSequence ?? 0) + 1 {
                try note(
                    "commit \(commit.sequence) does not follow \(journalSequence ?? 0)", in: name, at: record.offset)
            }
            journalSequence = commit.sequence
            if number >= firstSegment { try apply(commit, of: record, in: name) }
        case .segment, .unknownVersion, .snapshot, .resource, .end:
            try note("a record of this type is not allowed here", in: name, at: record.offset)
        }
    }

    private mutating func apply(
        _ commit: RecordContent.Commit, of record: RecordReader.Record, in name: String
    ) throws {
        sequence = max(sequence, commit.sequence)
        report.replayedCommits += 1
        for change in commit.changes {
            let existed: Bool
            if let place = change.document {
                guard let document = try document(record.bytes(place), of: change.key, in: name, at: record.offset)
                else { continue }
                existed = resources.put(change.key, document, revision: commit.sequence)
            } else {
                existed = resources.remove(change.key)
            }
            if existed != (change.previous != nil) {
                let reason = "the change of '\(change.key)' does not match the stored resource"
                try note(reason, in: name, at: record.offset, about: change.key)
            }
        }
    }
}
