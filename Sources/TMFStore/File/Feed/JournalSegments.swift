import Synchronization

/// The segments of the journal that are kept, shared between the writer and the readers of the feed of changes.
final class JournalSegments: Sendable {
    /// A segment of the journal.
    struct Segment: Sendable, Hashable {
        var number: UInt64
        /// The number of the last commit before the segment.
        var sequence: UInt64
        /// The number of valid bytes in the segment.
        var length: Int
        /// The moment at which the segment was started, or `nil` in a segment of an earlier version.
        var started: FeedRetention.Moment?
        /// A Boolean value that indicates whether the segment continues the one before it, so that no commit is missing
        /// between them.
        var isContinuation: Bool

        init(_ header: RecordContent.SegmentHeader, length: Int = 0) {
            (number, sequence, self.length) = (header.segment, header.sequence, length)
            started = header.started.map { FeedRetention.Moment(opening: header.opening, time: $0) }
            isContinuation = header.previousLength != nil
        }
    }

    private let segments: Mutex<[Segment]>
    private let durable: Mutex<UInt64>

    /// Creates the list.
    ///
    /// - Parameters:
    ///   - segments: The existing segments, in order.
    ///   - durable: The number of the last durable commit.
    init(_ segments: [Segment], durable: UInt64 = 0) {
        self.segments = Mutex(segments)
        self.durable = Mutex(durable)
    }

    /// The number of the last durable commit.
    var durableSequence: UInt64 { durable.withLock { $0 } }

    /// The number of the last commit before the oldest segment of the feed, or `nil` if there is no segment.
    var start: UInt64? {
        segments.withLock { segments in (segments.last { !$0.isContinuation } ?? segments.first)?.sequence }
    }

    /// Returns the segment that contains the commit after a sequence number, or `nil` if it is not kept.
    func segment(after sequence: UInt64) -> Segment? {
        segments.withLock { segments in
            let start = segments.lastIndex { !$0.isContinuation } ?? 0
            return segments[start...].last { $0.sequence <= sequence }
        }
    }

    /// Records the current end of the journal.
    ///
    /// - Parameters:
    ///   - segment: The last segment.
    ///   - durable: The number of the last durable commit.
    func note(_ segment: Segment, durable: UInt64) {
        self.durable.withLock { $0 = durable }
        segments.withLock { segments in
            if segments.last?.number == segment.number { segments.removeLast() }
            segments.append(segment)
        }
    }

    /// Returns the numbers of the segments that the feed of changes gives up, from the oldest on.
    ///
    /// - Parameters:
    ///   - segment: The first segment that is needed for recovery.
    ///   - retention: The rule for how far the feed reaches back.
    ///   - now: The current moment.
    /// - Returns: The numbers.
    func surplus(before segment: UInt64, _ retention: FeedRetention, at now: FeedRetention.Moment) -> [UInt64] {
        let segments = segments.withLock { $0 }
        return retention.surplus(segments, before: segment, at: now).map(\.number)
    }

    /// Removes a segment from the list.
    func remove(_ number: UInt64) { segments.withLock { $0.removeAll { $0.number == number } } }
}
