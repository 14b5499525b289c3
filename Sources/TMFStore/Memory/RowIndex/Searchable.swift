/// An element of an ascending sequence in which the place of an entry is searched for.
protocol Searchable {
    /// Whether the place of an entry is after this element.
    func isBefore(_ entry: Entry) -> Bool

    /// The same as far as one comparison of numbers can tell: true only if the place is after this element.
    func isSurelyBefore(_ entry: Entry) -> Bool
}

extension Entry: Searchable {
    @inline(__always)
    func isBefore(_ entry: Entry) -> Bool { self < entry }

    @inline(__always)
    func isSurelyBefore(_ entry: Entry) -> Bool { key < entry.key }
}

extension Bound: Searchable {
    /// An entry that is a lower bound itself belongs after that bound.
    @inline(__always)
    func isBefore(_ entry: Entry) -> Bool { !(entry < lower) }

    @inline(__always)
    func isSurelyBefore(_ entry: Entry) -> Bool { lower.key < entry.key }
}

/// A row of a leaf in which all entries have the key of the entry searched for.
extension UInt32: Searchable {
    @inline(__always)
    func isBefore(_ entry: Entry) -> Bool { self < entry.row }

    @inline(__always)
    func isSurelyBefore(_ entry: Entry) -> Bool { self < entry.row }
}

extension Span where Element: Searchable {
    /// The first position from `start` up to `end` whose element is not before an entry, or `end`.
    ///
    /// The keys decide nearly always, so the rows are looked at only in the run of an equal key. No branch depends on
    /// a comparison of keys: for random entries each of them would be mispredicted half of the time.
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

    /// The same among elements whose keys may be equal.
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

    /// The same up to the end of the span, in steps that double, so that near places are found in a few of them.
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

    /// The same from `start` on, in doubling steps around a guess.
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
