/// The sets of scalars that differ only in case, such as `k`, `K` and U+212A KELVIN SIGN.
///
/// Two scalars belong together if the lowercase of their uppercase is the same, leaving out mappings to more than one
/// scalar. That gives the simple case folding of Unicode, in the version that the standard library implements.
struct CaseOrbits: Sendable {
    /// The sets, computed once per process; that takes some milliseconds.
    static let shared = CaseOrbits()

    private let scalars: [UInt32]
    private let orbits: [UInt32: [UInt32]]

    private init() {
        var members: [UInt32: [UInt32]] = [:]
        // No scalar beyond the supplementary multilingual plane has case, and none below `A`.
        for value in UInt32(0x41)...0x1_FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenCaseMapped else { continue }
            members[Self.folded(scalar).value, default: []].append(value)
        }
        var orbits: [UInt32: [UInt32]] = [:]
        for orbit in members.values where orbit.count > 1 {
            for value in orbit { orbits[value] = orbit }
        }
        self.orbits = orbits
        scalars = orbits.keys.sorted()
    }

    /// Returns the scalars that differ from a scalar only in case, including itself, or `nil` if it has no case.
    func orbit(of scalar: UInt32) -> [UInt32]? { orbits[scalar] }

    /// Returns ranges for some scalars and those that differ from them only in case.
    func closure(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        let ranges = ScalarSet.merged(ranges)
        var result = ranges
        for range in ranges {
            var index = firstIndex(notBelow: range.lowerBound)
            while index < scalars.count, scalars[index] <= range.upperBound {
                for other in orbits[scalars[index]] ?? [] where !ScalarSet.contains(other, in: ranges) {
                    result.append(other...other)
                }
                index += 1
            }
        }
        return ScalarSet.merged(result)
    }

    private func firstIndex(notBelow value: UInt32) -> Int {
        var low = 0
        var high = scalars.count
        while low < high {
            let middle = (low + high) / 2
            if scalars[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        // The uppercase of the dotless i is `I`, which leads to `i`; case folding keeps the two apart.
        guard scalar != "\u{131}" else { return scalar }
        let upper = single(scalar.properties.uppercaseMapping) ?? scalar
        return single(upper.properties.lowercaseMapping) ?? upper
    }

    private static func single(_ mapping: String) -> Unicode.Scalar? {
        let scalars = mapping.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }
}
