/// The rule for how far the feed of changes reaches back in the files.
///
/// The age of a segment is the sum of the times between the starts of the segments after it. Times of one opening come
/// from one clock, and count in full. The time between two openings depends on the time of day, which may be wrong, so
/// it counts for at most an eighth of the greatest age: neither a clock that jumps nor a long pause ends the feed.
struct FeedRetention: Sendable {
    /// A moment in the life of a store.
    struct Moment: Sendable, Hashable {
        /// The number of times the store has been opened.
        var opening: UInt64?
        /// The number of seconds since 1970.
        var time: UInt64

        /// Returns the number of seconds from an earlier moment to this one.
        ///
        /// - Parameters:
        ///   - earlier: The earlier moment.
        ///   - limit: The maximum number of seconds between two openings.
        /// - Returns: The number of seconds, which is 0 if the clock went back.
        fileprivate func distance(from earlier: Moment, limit: UInt64) -> UInt64 {
            let seconds = time - min(time, earlier.time)
            return opening != nil && opening == earlier.opening ? seconds : min(seconds, limit)
        }
    }

    private let age: UInt64
    private let size: Int

    /// Creates the rule.
    ///
    /// - Parameters:
    ///   - age: The time that the feed reaches back at least, unless its segments exceed the size.
    ///   - size: The maximum number of bytes in the segments that only the feed needs.
    init(age: Duration, size: Int) {
        self.age = age.clampedSeconds
        self.size = max(size, 0)
    }

    /// Returns the segments that the feed gives up.
    ///
    /// - Parameters:
    ///   - segments: All segments, in order.
    ///   - first: The number of the first segment that is needed for recovery.
    ///   - now: The current moment.
    /// - Returns: The segments to remove, from the oldest on.
    func surplus(
        _ segments: [JournalSegments.Segment], before first: UInt64, at now: Moment
    ) -> ArraySlice<JournalSegments.Segment> {
        var (seconds, bytes, later): (UInt64, Int, Moment) = (0, 0, now)
        var isBroken = false
        for (place, segment) in segments.enumerated().reversed() {
            if segment.number < first {
                bytes += segment.length
                guard !isBroken, bytes <= size, seconds < age else { return segments[...place] }
            }
            if let started = segment.started {
                let (sum, isTooMuch) = seconds.addingReportingOverflow(later.distance(from: started, limit: age / 8))
                (seconds, later) = (isTooMuch ? .max : sum, started)
            }
            isBroken = !segment.isContinuation
        }
        return []
    }
}
