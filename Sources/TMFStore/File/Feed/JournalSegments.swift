import Synchronization

/// The segments of the journal that are kept, for its writer and for those who read the feed of changes.
final class JournalSegments: Sendable {
    /// A segment.
    struct Segment: Sendable {
        var number: UInt64
        /// The number of the last commit before it.
        var sequence: UInt64
        /// The number of its bytes that count.
        var length: Int
    }

    private let segments: Mutex<[Segment]>

    /// Takes over the segments that were found, in order.
    init(_ segments: [Segment]) { self.segments = Mutex(segments) }

    /// Returns the segment that holds the commit after a number, unless it is gone.
    func segment(after sequence: UInt64) -> Segment? {
        segments.withLock { segments in segments.last { $0.sequence <= sequence } }
    }

    /// Notes how far the journal reaches by now.
    ///
    /// - Parameters:
    ///   - position: The end.
    ///   - start: The number of the last commit before the segment that it is in.
    func note(_ position: JournalWriter.Position, start: UInt64) {
        segments.withLock { segments in
            if segments.last?.number != position.segment {
                segments.append(Segment(number: position.segment, sequence: start, length: 0))
            }
            segments[segments.count - 1].length = position.length
        }
    }

    /// Returns the oldest segment if the feed of changes does not need it or may not have it.
    ///
    /// - Parameters:
    ///   - segment: The first segment that is needed for more than the feed.
    ///   - sequence: The number of a commit; those up to it are not needed.
    ///   - size: The number of bytes that the segments before may have together.
    /// - Returns: The number of the segment, or `nil` to keep all.
    func surplus(before segment: UInt64, upTo sequence: UInt64, size: Int) -> UInt64? {
        segments.withLock { segments in
            guard segments.count > 1, segments[0].number < segment else { return nil }
            let total = segments.reduce(0) { $1.number < segment ? $0 + $1.length : $0 }
            return segments[1].sequence <= sequence || total > max(size, 0) ? segments[0].number : nil
        }
    }

    /// Notes that a segment is gone.
    func remove(_ number: UInt64) { segments.withLock { $0.removeAll { $0.number == number } } }
}
