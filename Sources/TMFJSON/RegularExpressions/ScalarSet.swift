/// A set of Unicode scalars, defined by ranges and general categories or by their complement.
struct ScalarSet: Sendable, Hashable {
    /// The ranges in ascending order, no two of which touch.
    private(set) var ranges: [ClosedRange<UInt32>]
    /// The categories whose scalars also belong to the set.
    private(set) var categories: GeneralCategorySet
    /// A Boolean value that indicates whether the set contains all scalars except the ones above.
    private(set) var isNegated: Bool
    /// The scalars below U+0080 in the set, with negation applied: the first 64, and the others.
    private(set) var ascii: ASCIIBits

    struct ASCIIBits: Sendable, Hashable {
        var low: UInt64 = 0
        var high: UInt64 = 0

        @inline(__always)
        func contains(_ scalar: UInt32) -> Bool {
            (scalar < 64 ? low &>> UInt64(scalar) : high &>> UInt64(scalar & 63)) & 1 != 0
        }
    }

    init(_ ranges: [ClosedRange<UInt32>], categories: GeneralCategorySet = [], isNegated: Bool = false) {
        self.ranges = Self.merged(ranges)
        self.categories = categories
        self.isNegated = isNegated
        ascii = ASCIIBits()
        for scalar in 0..<UInt32(128) where lookUp(scalar) {
            if scalar < 64 { ascii.low |= 1 << UInt64(scalar) } else { ascii.high |= 1 << UInt64(scalar & 63) }
        }
    }

    @inline(__always)
    func contains(_ scalar: UInt32) -> Bool { scalar < 128 ? ascii.contains(scalar) : lookUp(scalar) }

    private func lookUp(_ scalar: UInt32) -> Bool {
        if Self.contains(scalar, in: ranges) { return !isNegated }
        if !categories.isEmpty, let scalar = Unicode.Scalar(scalar),
            categories.contains(GeneralCategorySet(scalar.properties.generalCategory))
        {
            return !isNegated
        }
        return isNegated
    }

    /// Returns whether a scalar is in one of the given ranges, which must be in ascending order.
    static func contains(_ scalar: UInt32, in ranges: [ClosedRange<UInt32>]) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= scalar
    }

    /// Returns ranges for the same scalars, in ascending order and with no two that touch.
    static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound + 1 {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    /// Returns ranges for all scalars outside the given ranges.
    static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in merged(ranges) {
            if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= 0x10_FFFF { result.append(next...0x10_FFFF) }
        return result
    }
}
