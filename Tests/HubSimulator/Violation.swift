/// An invariant that does not hold.
struct Violation: Error, CustomStringConvertible {
    /// The number of the invariant, such as `I-3`.
    let invariant: String
    let text: String

    init(_ invariant: String, _ text: String) { (self.invariant, self.text) = (invariant, text) }

    var description: String { "\(invariant): \(text)" }
}

/// The things that runs have reached, with their numbers.
struct Coverage: Sendable {
    private var counts: [String: Int] = [:]

    mutating func note(_ name: String) { counts[name, default: 0] += 1 }

    mutating func add(_ other: Coverage) { counts.merge(other.counts, uniquingKeysWith: +) }

    subscript(name: String) -> Int { counts[name, default: 0] }

    /// The names and numbers, by name.
    var rows: [(name: String, count: Int)] { counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
}
