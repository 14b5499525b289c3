/// An element of an ascending sequence that is searched for the place of an entry.
protocol Searchable {
    /// Returns whether the place of an entry is after this element.
    func isBefore(_ entry: Entry) -> Bool

    /// Returns `true` only if a single comparison of numbers shows that the place of an entry is after this element.
    func isSurelyBefore(_ entry: Entry) -> Bool
}

extension Entry: Searchable {
    @inline(__always)
    func isBefore(_ entry: Entry) -> Bool { self < entry }

    @inline(__always)
    func isSurelyBefore(_ entry: Entry) -> Bool { key < entry.key }
}

extension Bound: Searchable {
    /// An entry that equals a lower bound belongs after that bound.
    @inline(__always)
    func isBefore(_ entry: Entry) -> Bool { !(entry < lower) }

    @inline(__always)
    func isSurelyBefore(_ entry: Entry) -> Bool { lower.key < entry.key }
}

/// A row of a leaf whose entries all have the key of the entry that is searched for.
extension UInt32: Searchable {
    @inline(__always)
    func isBefore(_ entry: Entry) -> Bool { self < entry.row }

    @inline(__always)
    func isSurelyBefore(_ entry: Entry) -> Bool { self < entry.row }
}

extension Span where Element: Searchable {
    /// Returns the first position from `start` up to `end` whose element is not before an entry, or `end`.
    ///
    /// The keys nearly always decide, so the rows are compared only in a run of equal keys. No branch depends on a
    /// comparison of keys, because half of such branches would be mispredicted for random entries.
    @inline(__always)
    func position(of entry: Entry, from start: Int, to end: Int) -> Int {
        guard start < end else { return start }
        var low = start
        var length = end &- start
        while length > 1 {
            let half = length &>> 1
            let isBefore = self[low &+ half &- 1].isSurelyBefore(entry) ? 1 : 0
            low &+= half & (0 &- isBefore)
            length &-= half
        }
        low &+= self[low].isSurelyBefore(entry) ? 1 : 0
        guard low < end, self[low].isBefore(entry) else { return low }
        return positionInRun(of: entry, from: low &+ 1, to: end)
    }

    /// Returns that position among elements whose keys may be equal.
    private func positionInRun(of entry: Entry, from start: Int, to end: Int) -> Int {
        guard start < end else { return start }
        var low = start
        var length = end &- start
        while length > 1 {
            let half = length &>> 1
            let isBefore = self[low &+ half &- 1].isBefore(entry) ? 1 : 0
            low &+= half & (0 &- isBefore)
            length &-= half
        }
        return low &+ (self[low].isBefore(entry) ? 1 : 0)
    }

    /// Returns that position up to the end of the span, searching in doubling steps, which is fast for near positions.
    @inline(__always)
    func near(_ entry: Entry, from start: Int) -> Int {
        guard start < count, self[start].isBefore(entry) else { return start }
        var low = start
        var step = 1
        while low &+ step < count, self[low &+ step].isBefore(entry) {
            low &+= step
            step &<<= 1
        }
        return positionInRun(of: entry, from: low &+ 1, to: Swift.min(low &+ step, count))
    }

    /// Returns that position from `start` on, searching in doubling steps around a guess.
    @inline(__always)
    func near(_ entry: Entry, from start: Int, guess: Int) -> Int {
        guard guess > start, !self[guess].isBefore(entry) else { return near(entry, from: Swift.max(guess, start)) }
        var high = guess
        var step = 1
        while high &- step > start, !self[high &- step].isBefore(entry) {
            high &-= step
            step &<<= 1
        }
        return positionInRun(of: entry, from: Swift.max(high &- step, start), to: high)
    }
}
