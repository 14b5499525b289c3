/// The values that the questions are asked for; they take turns, so that no single row is measured.
struct StoreParameters {
    /// A week.
    struct Week {
        /// Its first second.
        let start: String
        /// The first second after it.
        let end: String
    }

    /// The number of values of each kind.
    static let count = 256

    /// Identifiers of resources.
    let ids: [String]
    /// Identifiers of parties.
    let parties: [String]
    /// Weeks.
    let weeks: [Week]

    /// Draws values, always the same ones.
    ///
    /// - Parameter resources: The number of resources.
    init(resources: Int) {
        var random = SeededGenerator(seed: 630)
        ids = (0..<Self.count).map { _ in InteractionText.id(random.number(0...resources - 1)) }
        parties = (0..<Self.count).map { _ in "\(random.number(1_000...9_999))" }
        weeks = (0..<Self.count).map { _ in
            let day = random.number(1...21)
            let month = Self.twoDigits(random.number(1...12))
            let time = "T\(Self.twoDigits(random.number(0...23))):00:00Z"
            return Week(
                start: "2026-\(month)-\(Self.twoDigits(day))\(time)",
                end: "2026-\(month)-\(Self.twoDigits(day + 7))\(time)")
        }
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
