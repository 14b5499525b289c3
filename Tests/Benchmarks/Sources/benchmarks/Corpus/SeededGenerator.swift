/// The SplitMix64 generator, which returns the same numbers in every run and on every platform.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// Creates a generator.
    ///
    /// - Parameter seed: The seed of the sequence.
    init(seed: UInt64) { state = seed }

    /// Returns the next number.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Returns a number in a range.
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// Returns one of several texts.
    mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &self) ?? "" }

    /// Returns `true` in a percentage of the calls.
    mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
}
