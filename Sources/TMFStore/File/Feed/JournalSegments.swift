import Synchronization

/// The segments of the journal that are kept, shared between the writer and the readers of the feed of changes.
final class JournalSegments: Sendable {
    /// A segment of the journal.
    struct Segment: Sendable {
        var number: UInt64
        /// The number of the last commit before the segment.
        var sequence: UInt64
        /// The number of valid bytes in the segment.
        var length: Int
    }

    private let segments: Mutex<[Segment]>

    /// Creates the list with the existing segments, in order.
    init(_ segments: [Segment]) { self.segments = Mutex(segments) }

    /// Returns the segment that contains the commit after a sequence number, or `nil` if it is no longer kept.
    func segment(after sequence: UInt64) -> Segment? {
        segments.withLock { segments in segments.last { $0.sequence <= sequence } }
    }

    /// The number of the last commit before the oldest segment, or `nil` if there is no segment.
    var start: UInt64? { segments.withLock { $0.first?.sequence } }

    /// Records the current end of the journal.
    ///
    /// - Parameters:
    ///   - position: The end of the journal.
    ///   - start: The number of the last commit before the segment of that position.
    func note(_ position: JournalWriter.Position, start: UInt64) {
        segments.withLock { segments in
            if segments.last?.number != position.segment {
                segments.append(Segment(number: position.segment, sequence: start, length: 0))
            }
            segments[segments.count - 1].length = position.length
        }
    }

    /// Returns the oldest segment if it is kept only for the feed of changes and the feed no longer needs it or exceeds
    /// its size.
    ///
    /// - Parameters:
    ///   - segment: The first segment that is needed for recovery.
    ///   - sequence: The number of the last commit that the feed does not need.
    ///   - size: The maximum number of bytes in all segments before that segment.
    /// - Returns: The number of the segment to remove, or `nil` to keep all.
    func surplus(before segment: UInt64, upTo sequence: UInt64, size: Int) -> UInt64? {
        segments.withLock { segments in
            guard segments.count > 1, segments[0].number < segment else { return nil }
            let total = segments.reduce(0) { $1.number < segment ? $0 + $1.length : $0 }
            return segments[1].sequence <= sequence || total > max(size, 0) ? segments[0].number : nil
        }
    }

    /// Removes a segment from the list.
    func remove(_ number: UInt64) { segments.withLock { $0.removeAll { $0.number == number } } }
}
