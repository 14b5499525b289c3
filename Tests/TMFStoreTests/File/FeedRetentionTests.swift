import Testing
import _TMFTestSupport

@testable import TMFStore

@Suite("How far the feed of changes reaches back in the files")
struct FeedRetentionTests {
    /// A segment of 100 bytes.
    private func segment(
        _ number: UInt64, _ time: UInt64?, opening: UInt64? = 1, continues: Bool = true
    ) -> JournalSegments.Segment {
        let header = RecordContent.SegmentHeader(
            segment: number, sequence: 10 * number, opening: opening, started: time,
            previousLength: continues ? 100 : nil)
        return JournalSegments.Segment(header, length: 100)
    }

    private func surplus(
        _ segments: [JournalSegments.Segment], before first: UInt64, age: Int, size: Int = .max, at time: UInt64,
        opening: UInt64 = 1
    ) -> [UInt64] {
        let retention = FeedRetention(age: .seconds(age), size: size)
        let now = FeedRetention.Moment(opening: opening, time: time)
        return retention.surplus(segments, before: first, at: now).map(\.number)
    }

    private var steady: [JournalSegments.Segment] { (1...5).map { segment($0, 100 * $0) } }

    @Test(
        "A segment goes when the next one was started as long ago as the age, so that all of its commits are older",
        arguments: [
            (540, []), (599, []), (600, [1]), (699, [1]), (700, [1, 2]), (900, [1, 2, 3, 4]),
            (UInt64(Int64.max), [1, 2, 3, 4]), (0, []),
        ] as [(UInt64, [UInt64])])
    func age(_ time: UInt64, _ expected: [UInt64]) {
        #expect(surplus(steady, before: 5, age: 400, at: time) == expected)
    }

    @Test("Segments that are needed for recovery never go", arguments: 1...5 as ClosedRange<UInt64>)
    func needed(_ first: UInt64) {
        let expected = Array(1..<first)
        #expect(surplus(steady, before: first, age: 1, at: 1_000_000) == expected)
        #expect(surplus(steady, before: first, age: .max, size: 0, at: 500) == expected)
        #expect(surplus(steady, before: first, age: .max, size: -1, at: 500) == expected)
        #expect(surplus(steady, before: first, age: 0, at: 500) == expected)
        #expect(surplus(steady, before: first, age: -1, at: 500) == expected)
    }

    @Test(
        "The oldest segments go when together they are too long",
        arguments: [(400, []), (399, [1]), (300, [1]), (250, [1, 2]), (99, [1, 2, 3, 4])] as [(Int, [UInt64])])
    func size(_ size: Int, _ expected: [UInt64]) {
        #expect(surplus(steady, before: 5, age: .max, size: size, at: 500) == expected)
    }

    @Test("What precedes a gap goes, because nobody can read on from there")
    func gaps() {
        let segments = [segment(1, 1), segment(2, 2), segment(3, 3, continues: false), segment(4, 4)]
        #expect(surplus(segments, before: 4, age: .max, at: 4) == [1, 2])
        #expect(surplus(segments, before: 3, age: .max, at: 4) == [1, 2])
        #expect(surplus(segments, before: 2, age: .max, at: 4) == [])
        #expect(JournalSegments(segments).start == 30)
        #expect(JournalSegments(segments).segment(after: 29) == nil)
        #expect(JournalSegments(segments).segment(after: 30)?.number == 3)
    }

    @Test(
        "A clock that is wrong when the store is opened costs no more than an eighth of the age",
        arguments: [1_000_000_000, 501, 10, 0] as [UInt64])
    func wrongClock(_ time: UInt64) {
        // The time is right up to segment 5, and for the age of 800 nothing is old enough.
        let segments = steady + [segment(6, time, opening: 2), segment(7, time + 50, opening: 2)]
        #expect(surplus(segments, before: 7, age: 800, at: time + 100, opening: 2) == [])
        // At most 100 seconds more than the 300 of the first opening and the 100 of the second.
        let distance = 300 + min(time - min(time, 500), 100) + 100
        #expect(surplus(segments, before: 7, age: 800, at: time + 100 + 800 - distance, opening: 2) == [1])
        #expect(surplus(segments, before: 7, age: 800, at: time + 100 + 799 - distance, opening: 2) == [])
        // The clock is right again.
        let right = segments + [segment(8, 700, opening: 3)]
        #expect(surplus(right, before: 8, age: 800, at: 700, opening: 3) == [])
    }

    @Test("Of segments that do not tell when they were started only the size counts, until later ones are old")
    func earlierVersions() {
        let old = [segment(1, nil, opening: nil), segment(2, nil), segment(3, nil)]
        #expect(surplus(old, before: 3, age: 1, at: 1_000_000) == [])
        #expect(surplus(old, before: 3, age: 1, size: 100, at: 1_000_000) == [1])
        let new = old + [segment(4, 400), segment(5, 500)]
        #expect(surplus(new, before: 5, age: 200, at: 590) == [])
        #expect(surplus(new, before: 5, age: 200, at: 600) == [1, 2, 3])
        #expect(surplus(new, before: 5, age: 200, at: 700) == [1, 2, 3, 4])
    }

    @Test("Nothing overflows", arguments: [0, 1, Int.max])
    func extremes(_ age: Int) {
        let times: [UInt64] = [0, UInt64(Int64.max), 0, UInt64(Int64.max), 0, UInt64(Int64.max)]
        let segments = times.enumerated().map { segment(UInt64($0.offset) + 1, $0.element, opening: 1) }
        #expect(surplus(segments, before: 6, age: age, at: UInt64.max).count <= 5)
    }

    @Test(
        "More time, a lesser age or size never keep more, and what remains is kept",
        arguments: 0..<200 as Range<UInt64>)
    func laws(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (segments, time, opening): ([JournalSegments.Segment], UInt64, UInt64) = ([], 1_000, 1)
        for number in 1...UInt64(2 + random.below(12)) {
            if random.below(3) == 0 {
                opening += 1
                time = UInt64(random.below(4_000))
            }
            time += UInt64(random.below(300))
            segments.append(segment(number, random.below(6) == 0 ? nil : time, opening: opening))
        }
        let first = UInt64(1 + random.below(segments.count))
        let (age, size) = (random.below(2_000), random.below(1_500))
        let gone = surplus(segments, before: first, age: age, size: size, at: time, opening: opening)
        #expect(gone == segments.prefix(gone.count).map(\.number) && gone.allSatisfy { $0 < first })
        let rest = Array(segments.dropFirst(gone.count))
        #expect(surplus(rest, before: first, age: age, size: size, at: time, opening: opening) == [])
        let later = time + UInt64(random.below(500))
        let goneLater = surplus(segments, before: first, age: age, size: size, at: later, opening: opening)
        #expect(goneLater.count >= gone.count)
        let lesser = surplus(
            segments, before: first, age: random.below(age + 1), size: random.below(size + 1), at: time,
            opening: opening)
        // A lesser age also counts less of the time between two openings.
        if segments.allSatisfy({ $0.started.map { $0.opening == opening } ?? true }) {
            #expect(lesser.count >= gone.count)
        }
    }
}
