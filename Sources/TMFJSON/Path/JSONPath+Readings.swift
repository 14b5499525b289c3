extension JSONPath {
    /// Returns the path that selects everything that either of two readings of one text selects, or `nil` if they
    /// differ in more than names, texts and regular expressions.
    ///
    /// Where the readings test whether a value equals or matches a text, the result accepts either text; where they
    /// test that it differs, the result requires both.
    ///
    /// - Parameter other: The other reading.
    /// - Returns: The path, in the dialect of TMF630.
    package func union(withReading other: JSONPath) -> JSONPath? {
        if self == other { return self }
        return PathReadings.union(query, other.query).map { JSONPath($0) }
    }
}

/// Combines two readings of one text, part by part.
private enum PathReadings {
    static func union(_ first: PathQuery, _ second: PathQuery) -> PathQuery? {
        guard first.isAbsolute == second.isAbsolute,
            let segments = zipped(first.segments, second.segments, union)
        else { return nil }
        return PathQuery(isAbsolute: first.isAbsolute, segments: segments)
    }

    private static func union(_ first: PathSegment, _ second: PathSegment) -> PathSegment? {
        guard first.isDescendant == second.isDescendant,
            let selectors = zipped(first.selectors, second.selectors, union)
        else { return nil }
        return PathSegment(isDescendant: first.isDescendant, selectors.flatMap(\.self))
    }

    private static func union(_ first: PathSelector, _ second: PathSelector) -> [PathSelector]? {
        switch (first, second) {
        case _ where first == second: [first]
        case (.name, .name): [first, second]
        case (.filter(let first), .filter(let second)): union(first, second).map { [.filter($0)] }
        default: nil
        }
    }

    private static func union(_ first: PathExpression, _ second: PathExpression) -> PathExpression? {
        switch (first, second) {
        case _ where first == second: return first
        case (.or(let first), .or(let second)): return zipped(first, second, union).map { .or($0) }
        case (.and(let first), .and(let second)): return zipped(first, second, union).map { .and($0) }
        case (.not(let first), .not(let second)): return union(first, second).map { .not($0) }
        case (.exists(let first), .exists(let second)): return union(first, second).map { .exists($0) }
        case (.comparison(_, let sign, _), .comparison(_, let otherSign, _)):
            guard sign == otherSign else { return nil }
            return sign == .notEqual ? .and([first, second]) : .or([first, second])
        case (.pattern, .pattern), (.match, .match): return .or([first, second])
        default: return nil
        }
    }

    private static func zipped<Part, Result>(
        _ first: [Part], _ second: [Part], _ union: (Part, Part) -> Result?
    ) -> [Result]? {
        guard first.count == second.count else { return nil }
        var result: [Result] = []
        for (first, second) in zip(first, second) {
            guard let part = union(first, second) else { return nil }
            result.append(part)
        }
        return result
    }
}
