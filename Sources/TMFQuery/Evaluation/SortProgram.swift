import TMFJSON

/// The sort keys of a query, prepared for comparing documents.
struct SortProgram: Sendable {
    /// A document to sort, with its keys.
    struct Entry {
        /// The position of the document among the examined documents.
        var position: Int
        var first: SortValue
        var others: [SortValue]
    }

    /// The number of steps to reach a value.
    private static let stepsPerValue = 2

    private let keys: [Key]
    private let visitedNodes: Int
    private let pool: NamePool
    /// The names of all keys.
    private let names: [NamePool.Text]

    private struct Key: Sendable {
        var path: JSONPath
        /// The names, if the path follows only names.
        var names: Range<Int>?
        var isDescending: Bool
        var isNumeric: Bool
    }

    init(_ keys: [SortKey], visitedNodes: Int) {
        var (pool, texts): (NamePool, [NamePool.Text]) = (NamePool(), [])
        self.keys = keys.map { key in
            let first = texts.count
            let names = key.path.query.names
            for name in names ?? [] { texts.append(pool.add(name)) }
            return Key(
                path: key.path, names: names == nil ? nil : first..<texts.count, isDescending: key.isDescending,
                isNumeric: key.isNumeric)
        }
        (self.pool, self.names) = (pool, texts)
        self.visitedNodes = visitedNodes
    }

    var isEmpty: Bool { keys.isEmpty }
    var count: Int { keys.count }

    /// Returns the entry of a document, and whether a key takes more work than allowed and so counts as missing.
    func entry(
        _ document: borrowing JSONDocument, _ position: Int, _ work: inout QueryWork
    ) -> (entry: Entry, isExceeding: Bool) {
        var isExceeding = false
        var entry = Entry(position: position, first: .missing, others: [])
        for index in keys.indices {
            let most = work.steps(atMost: QueryWork.steps(visitedNodes))
            var budget = most
            var value = value(index, document, &budget)
            work.spend(most &- max(budget, 0), isExceeding: budget < 0)
            if budget < 0 { (value, isExceeding) = (.missing, true) }
            if index == 0 { entry.first = value } else { entry.others.append(value) }
        }
        return (entry, isExceeding)
    }

    /// Returns whether one document precedes another; the documents are examined only if their keys do not decide.
    ///
    /// Once the work is spent, the result has no meaning.
    ///
    /// - Parameters:
    ///   - first: An entry.
    ///   - second: Another one.
    ///   - work: The remaining work.
    ///   - document: A closure that returns the document at a position.
    /// - Returns: `true` if the first entry precedes the second.
    func precedes(
        _ first: Entry, _ second: Entry, _ work: inout QueryWork, _ document: (Int) -> JSONDocument?
    ) -> Bool {
        guard !keys.isEmpty else { return first.position < second.position }
        let isDescending = keys[0].isDescending
        if let order = first.first.quickOrder(to: second.first, isDescending: isDescending) { return order < 0 }
        guard !work.isSpent else { return false }
        guard let left = document(first.position), let right = document(second.position) else { return false }
        var steps = 0
        defer { work.spend(steps) }
        let order = first.first.order(to: second.first, left, right, isDescending: isDescending, &steps)
        if order != 0 { return order < 0 }
        for (index, (a, b)) in zip(first.others, second.others).enumerated() {
            let order = a.order(to: b, left, right, isDescending: keys[index + 1].isDescending, &steps)
            if order != 0 { return order < 0 }
        }
        switch (identifier(left), identifier(right)) {
        case (let first?, let second?) where !first.utf8.elementsEqual(second.utf8):
            steps += (first.utf8.count + second.utf8.count) / 8
            return JSONText.precedes(first, second)
        case (.some, .none): return true
        case (.none, .some): return false
        default: return first.position < second.position
        }
    }

    /// Returns the `id` as text, whose code points decide the order of resources with equal keys.
    private func identifier(_ document: JSONDocument) -> String? {
        guard let element = document.root["id"] else { return nil }
        return element.stringValue ?? element.numberValue?.text
    }

    /// Returns the value of a key in a document; the budget of steps is below zero if it was not enough.
    private func value(_ index: Int, _ document: borrowing JSONDocument, _ budget: inout Int) -> SortValue {
        // Copying the complete key would count its references for every document.
        if let names = keys[index].names {
            return leading(of: 0, names, index, document.bytes.span, document.tape.span, document, &budget) ?? .missing
        }
        let most = budget / QueryWork.stepsPerNode
        var nodes = most
        guard let found = try? keys[index].path.indices(in: copy document, budget: &nodes) else {
            budget = -1
            return .missing
        }
        budget &-= QueryWork.steps(most - nodes)
        var result: SortValue?
        for node in found {
            if let value = leading(
                of: node, 0..<0, index, document.bytes.span, document.tape.span, document, &budget)
            {
                result = leading(result, value, index, document, &budget)
            }
        }
        return result ?? .missing
    }

    /// Returns the value that comes first in the direction of a key, among the values that names lead to, or `nil` if
    /// there is no value.
    private func leading(
        of value: Int, _ path: Range<Int>, _ key: Int, _ text: Span<UInt8>, _ tape: Span<UInt64>,
        _ document: borrowing JSONDocument, _ budget: inout Int
    ) -> SortValue? {
        let isNumeric = keys[key].isNumeric
        var result: SortValue?
        var (current, name) = (value, path.lowerBound)
        /// The elements of arrays still to be examined; recursion would be as deep as the document.
        var pending: [(value: Int, name: Int)] = []
        budget &-= Self.stepsPerValue
        while budget >= 0 {
            let token = tape.token(at: current)
            if token.isKind(JSONToken.Code.array) {
                var element = current + 1
                let end = current + token.span
                while element < end {
                    budget &-= Self.stepsPerValue
                    guard budget >= 0 else { return nil }
                    pending.append((element, name))
                    element = tape.end(of: element)
                }
            } else if name == path.upperBound {
                // Parsing a number or a text with escapes takes time proportional to its length.
                budget &-= token.span > 1 ? 0 : token.length >> (token.flag || token.kind == .number ? 3 : 8)
                if let candidate = SortValue(token, current, text, isNumeric: isNumeric) {
                    result = leading(result, candidate, key, document, &budget)
                }
            } else if token.isKind(JSONToken.Code.object) {
                budget &-= token.span >> 3
                if let member = pool.value(named: names[name], in: current, text, tape) {
                    (current, name) = (member, name + 1)
                    budget &-= Self.stepsPerValue
                    continue
                }
            }
            guard let next = pending.popLast() else { return result }
            (current, name) = next
        }
        return nil
    }

    private func leading(
        _ first: SortValue?, _ second: SortValue, _ key: Int, _ document: borrowing JSONDocument, _ budget: inout Int
    ) -> SortValue {
        guard let first else { return second }
        let document = copy document
        var steps = 1
        let order = second.order(to: first, document, document, isDescending: keys[key].isDescending, &steps)
        budget &-= steps
        return order < 0 ? second : first
    }
}
