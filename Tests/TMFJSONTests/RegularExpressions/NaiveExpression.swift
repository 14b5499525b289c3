import _TMFTestSupport

/// A regular expression as a tree, matched by trying every way: slow, and plainly right.
indirect enum NaiveExpression {
    case character(Unicode.Scalar)
    case any
    case characterClass([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    case textStart
    case textEnd
    case wordBoundary(Bool)
    case sequence([NaiveExpression])
    case choice([NaiveExpression])
    case repetition(NaiveExpression, lowest: Int, highest: Int?)

    /// Makes a random expression over the letters `a`, `b` and `é`, with places between characters if the syntax has any.
    static func random(depth: Int, hasPlaces: Bool, from random: inout SplitMix64) -> NaiveExpression {
        let leaf = depth == 0 || random.once(in: 4)
        switch leaf ? random.below(hasPlaces ? 8 : 6) : 8 + random.below(6) {
        case 0...2: return .character(letter(from: &random))
        case 3: return .any
        case 4, 5:
            let count = 1 + random.below(2)
            let ranges = (0..<count).map { _ -> ClosedRange<Unicode.Scalar> in
                let first = letter(from: &random)
                let second = letter(from: &random)
                return min(first, second)...max(first, second)
            }
            return .characterClass(ranges, isNegated: random.once(in: 3))
        case 6: return random.once(in: 2) ? .textStart : .textEnd
        case 7: return .wordBoundary(random.once(in: 2))
        case 8, 9:
            return .sequence(
                (0..<random.below(4)).map { _ in Self.random(depth: depth - 1, hasPlaces: hasPlaces, from: &random) })
        case 10, 11:
            return .choice(
                (0..<1 + random.below(3)).map { _ in
                    Self.random(depth: depth - 1, hasPlaces: hasPlaces, from: &random)
                })
        default:
            let part = Self.random(depth: depth - 1, hasPlaces: hasPlaces, from: &random)
            let lowest = random.below(3)
            let highest = random.once(in: 2) ? nil : lowest + random.below(3)
            return .repetition(part, lowest: lowest, highest: highest)
        }
    }

    static func letter(from random: inout SplitMix64) -> Unicode.Scalar { ["a", "b", "\u{e9}"][random.below(3)] }

    /// The pattern for the expression.
    var pattern: String {
        switch self {
        case .character(let scalar): String(scalar)
        case .any: "."
        case .characterClass(let ranges, let isNegated):
            "[\(isNegated ? "^" : "")\(ranges.map { "\($0.lowerBound)-\($0.upperBound)" }.joined())]"
        case .textStart: "^"
        case .textEnd: "$"
        case .wordBoundary(let isBoundary): isBoundary ? "\\b" : "\\B"
        case .sequence(let parts):
            // A choice binds less than a sequence.
            parts.map { if case .choice = $0 { "(\($0.pattern))" } else { $0.pattern } }.joined()
        case .choice(let parts): parts.map(\.pattern).joined(separator: "|")
        case .repetition(let part, let lowest, let highest):
            part.repeatablePattern + Self.quantifier(lowest, highest)
        }
    }

    private var repeatablePattern: String {
        switch self {
        case .character, .any, .characterClass: pattern
        default: "(\(pattern))"
        }
    }

    private static func quantifier(_ lowest: Int, _ highest: Int?) -> String {
        switch (lowest, highest) {
        case (0, nil): "*"
        case (1, nil): "+"
        case (0, 1): "?"
        case (let lowest, nil): "{\(lowest),}"
        case (let lowest, let highest?): lowest == highest ? "{\(lowest)}" : "{\(lowest),\(highest)}"
        }
    }

    func matches(wholeOf text: [Unicode.Scalar]) -> Bool { match(text, 0) { $0 == text.count } }

    func matches(partOf text: [Unicode.Scalar]) -> Bool {
        (0...text.count).contains { match(text, $0) { _ in true } }
    }

    /// Returns whether the expression matches from a place to one that what follows goes on from.
    private func match(_ text: [Unicode.Scalar], _ place: Int, _ next: (Int) -> Bool) -> Bool {
        let current = place < text.count ? text[place] : nil
        switch self {
        case .character(let scalar): return current == scalar && next(place + 1)
        case .any: return current != nil && current != "\n" && current != "\r" && next(place + 1)
        case .characterClass(let ranges, let isNegated):
            guard let current, ranges.contains(where: { $0.contains(current) }) != isNegated else { return false }
            return next(place + 1)
        case .textStart: return place == 0 && next(place)
        case .textEnd: return place == text.count && next(place)
        case .wordBoundary(let isBoundary):
            let before = place > 0 && Self.isWord(text[place - 1])
            return (before != current.map(Self.isWord) ?? false) == isBoundary && next(place)
        case .sequence(let parts): return Self.match(parts[...], text, place, next)
        case .choice(let parts): return parts.contains { $0.match(text, place, next) }
        case .repetition(let part, let lowest, let highest):
            return Self.match(part, lowest, highest, text, place, next)
        }
    }

    private static func match(
        _ parts: ArraySlice<NaiveExpression>, _ text: [Unicode.Scalar], _ place: Int, _ next: (Int) -> Bool
    ) -> Bool {
        guard let first = parts.first else { return next(place) }
        return first.match(text, place) { match(parts.dropFirst(), text, $0, next) }
    }

    private static func match(
        _ part: NaiveExpression, _ lowest: Int, _ highest: Int?, _ text: [Unicode.Scalar], _ place: Int,
        _ next: (Int) -> Bool
    ) -> Bool {
        if lowest == 0, next(place) { return true }
        guard highest != 0 else { return false }
        return part.match(text, place) { end in
            // Beyond the lowest number, another empty round leads nowhere new.
            guard lowest > 0 || end > place else { return false }
            return match(part, max(lowest - 1, 0), highest.map { $0 - 1 }, text, end, next)
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
}
