import TMFJSON

extension FilterProgram {
    /// The state that a run over documents keeps from one document to the next.
    struct State {
        fileprivate var matchers: [RegularExpressionMatcher]
        /// The maximum number of steps for one condition on any document, and on the current one.
        private let mostSteps: Int
        private var steps = 0
        /// The number of steps that the current condition may still take on the current document.
        fileprivate var budget = 0
        /// A Boolean value that indicates whether the current condition exceeded its limit on the current document.
        fileprivate var isExhausted = false
        /// For every condition, the token and the text offset of the first value it tested in the last document.
        fileprivate var reach: [(token: Int, offset: Int)]
        /// The condition whose ``reach`` is to be recorded, or `nil` once it has been recorded for a document.
        fileprivate var noted: Int?
        /// A value that depends on all fetched memory, so that the fetches are not optimized away.
        fileprivate var fetched: UInt64 = 0

        init(_ program: FilterProgram, _ limits: QueryLimits) {
            mostSteps = QueryWork.steps(limits.visitedNodes)
            matchers = program.patterns.map(RegularExpressionMatcher.init)
            reach = Array(repeating: (0, 0), count: program.conditions.count)
        }

        @inline(__always)
        fileprivate mutating func begin(_ work: borrowing QueryWork) {
            steps = work.steps(atMost: mostSteps)
            budget = steps
        }

        /// Counts the cost of a condition on a document, and returns whether its result is valid.
        @inline(__always)
        fileprivate mutating func end(_ work: inout QueryWork) -> Bool {
            let isExceeding = isExhausted || budget < 0
            work.spend(steps &- max(budget, 0), isExceeding: isExceeding)
            isExhausted = false
            return !isExceeding
        }
    }

    /// Returns whether a document satisfies the filter, or `nil` if a condition takes more work than allowed.
    func matches(_ document: JSONDocument, _ state: inout State, _ work: inout QueryWork) -> Bool? {
        for condition in conditions {
            state.begin(work)
            let isMatch = holds(
                condition, 0, document.bytes.span, document.tape.span, [document].span, 0, &state)
            guard state.end(&work) else { return nil }
            if !isMatch { return false }
        }
        return true
    }

    /// Removes the documents that do not satisfy the filter from the candidates.
    ///
    /// The memory that a filter examines is scattered. So the conditions that must all hold are evaluated one after the
    /// other, each for all remaining documents, and the memory it needs is fetched for all of them together. Waiting
    /// for each document in turn would take most of the time.
    ///
    /// - Parameters:
    ///   - candidates: The positions of the documents.
    ///   - documents: The documents.
    ///   - state: The state of the run.
    ///   - work: The remaining work.
    /// - Returns: The positions of the documents that take more work than a single document may; they are removed from
    ///   the candidates.
    func narrow(
        _ candidates: inout [Int], of documents: Span<JSONDocument>, _ state: inout State, _ work: inout QueryWork
    ) -> [Int] {
        var fetched = (token: 0, offset: 0)
        var exceeding: [Int] = []
        for (number, condition) in conditions.enumerated() {
            let reach = state.reach[number]
            fetch(candidates, of: documents, reach, behind: fetched, &state)
            fetched = (max(fetched.token, reach.token), max(fetched.offset, reach.offset))
            var count = 0
            // A loop over the array itself would copy it at the first change.
            for index in candidates.indices {
                let position = candidates[index]
                state.noted = number
                state.begin(work)
                // Safety: The arrays belong to `documents`, which is borrowed here, so they are neither released nor
                // changed. Accessing them through the document would count two references, which takes longer than most
                // conditions.
                let text = unsafe documents[position].bytes.withUnsafeBufferPointer { unsafe $0 }
                let tape = unsafe documents[position].tape.withUnsafeBufferPointer { unsafe $0 }
                let isMatch = unsafe holds(condition, 0, text.span, tape.span, documents, position, &state)
                guard state.end(&work) else {
                    exceeding.append(position)
                    continue
                }
                if work.isSpent { return exceeding }
                guard isMatch else { continue }
                candidates[count] = position
                count += 1
            }
            candidates.removeLast(candidates.count - count)
        }
        return exceeding
    }

    /// Reads a word of every piece of memory that a condition will probably need, judging by the last document, except
    /// for the memory fetched for previous conditions.
    @inline(never)
    private func fetch(
        _ candidates: [Int], of documents: Span<JSONDocument>, _ reach: (token: Int, offset: Int),
        behind fetched: (token: Int, offset: Int), _ state: inout State
    ) {
        var sum: UInt64 = 0
        for position in candidates {
            let tokens = min(documents[position].tape.count, reach.token &+ 8)
            var index = fetched.token
            while index < tokens {
                sum &+= documents[position].tape[index]
                index &+= 8
            }
            let bytes = min(documents[position].bytes.count, reach.offset &+ 64)
            // Far after the first condition, only the memory at the end is likely to be compared.
            index = fetched.offset == 0 ? 0 : max(fetched.offset, bytes &- 256)
            while index < bytes {
                sum &+= UInt64(documents[position].bytes[index])
                index &+= 64
            }
        }
        state.fetched &+= sum
    }

    /// Returns whether a node of the program holds for a value.
    private func holds(
        _ index: Int, _ value: Int, _ text: Span<UInt8>, _ tape: Span<UInt64>, _ documents: Span<JSONDocument>,
        _ position: Int, _ state: inout State
    ) -> Bool {
        let node = nodes[index]
        switch node.kind {
        case .all:
            var child = index + 1
            while child < node.end {
                guard holds(child, value, text, tape, documents, position, &state) else { return false }
                child = nodes[child].end
            }
            return true
        case .any:
            var child = index + 1
            while child < node.end {
                if holds(child, value, text, tape, documents, position, &state) { return true }
                child = nodes[child].end
            }
            return false
        case .not: return !holds(index + 1, value, text, tape, documents, position, &state)
        case .equals, .compare, .matches, .exists, .anyElement:
            return reaches(index, node, node.names.lowerBound, value, text, tape, documents, position, &state)
        case .path: return selects(paths[node.operands.lowerBound], documents[position], &state)
        }
    }

    private func selects(_ path: JSONPath, _ document: JSONDocument, _ state: inout State) -> Bool {
        guard !state.isExhausted else { return false }
        var nodes = state.budget / QueryWork.stepsPerNode
        let most = nodes
        do throws(JSONPathError) {
            let isMatch = try !path.indices(in: document, budget: &nodes).isEmpty
            state.budget &-= QueryWork.steps(most - nodes)
            return isMatch
        } catch {
            (state.isExhausted, state.budget) = (true, 0)
            return false
        }
    }

    /// Returns whether a value that the remaining names lead to satisfies a node.
    private func reaches(
        _ index: Int, _ node: Node, _ name: Int, _ value: Int, _ text: Span<UInt8>, _ tape: Span<UInt64>,
        _ documents: Span<JSONDocument>, _ position: Int, _ state: inout State
    ) -> Bool {
        if name == node.names.upperBound {
            return satisfies(index, node, value, text, tape, documents, position, &state)
        }
        let token = tape.token(at: value)
        if token.isKind(JSONToken.Code.object) {
            // Finding a member takes time proportional to the size of its object.
            state.budget &-= token.span >> 3
            guard let member = pool.value(named: names[name], in: value, text, tape) else { return false }
            return reaches(index, node, name + 1, member, text, tape, documents, position, &state)
        }
        guard token.isKind(JSONToken.Code.array) else { return false }
        var element = value + 1
        let end = value + token.span
        while element < end {
            if reaches(index, node, name, element, text, tape, documents, position, &state) { return true }
            state.budget &-= 1
            if state.budget < 0 { return false }
            element = tape.end(of: element)
        }
        return false
    }

    private func satisfies(
        _ index: Int, _ node: Node, _ value: Int, _ text: Span<UInt8>, _ tape: Span<UInt64>,
        _ documents: Span<JSONDocument>, _ position: Int, _ state: inout State
    ) -> Bool {
        if node.kind == .exists { return true }
        let token = tape.token(at: value)
        if let condition = state.noted {
            state.reach[condition] = (value, token.offset)
            state.noted = nil
        }
        if token.isKind(JSONToken.Code.array) {
            var element = value + 1
            let end = value + token.span
            while element < end {
                // The paths of a condition on an element start at the element; all other conditions look through nested
                // arrays.
                let isSatisfied =
                    node.kind == .anyElement
                    ? holds(index + 1, element, text, tape, documents, position, &state)
                    : satisfies(index, node, element, text, tape, documents, position, &state)
                if isSatisfied { return true }
                state.budget &-= 1
                if state.budget < 0 || state.isExhausted { return false }
                element = tape.end(of: element)
            }
            return false
        }
        switch node.kind {
        case .equals:
            state.budget &-= node.operands.count
            for operand in node.operands where operands[operand].holds(.equal, token, text, pool, &state.budget) {
                return true
            }
            return false
        case .compare: return operands[node.operands.lowerBound].holds(node.sign, token, text, pool, &state.budget)
        case .matches: return matches(node.operands.lowerBound, token, text, &state)
        case .anyElement:
            return token.isKind(JSONToken.Code.object)
                && holds(index + 1, value, text, tape, documents, position, &state)
        case .all, .any, .not, .exists, .path: return false
        }
    }

    private func matches(_ pattern: Int, _ token: JSONToken, _ text: Span<UInt8>, _ state: inout State) -> Bool {
        let isMatch: Bool?
        switch token.kind {
        case .string where token.flag:
            state.budget &-= token.length >> 3
            let unescaped = Array(JSONText.string(token, in: text).utf8)
            isMatch = state.matchers[pattern].matches(unescaped.span, isWhole: false, work: &state.budget)
        case .string, .number, .bool:
            let part = text.extracting(token.offset..<token.offset + token.length)
            isMatch = state.matchers[pattern].matches(part, isWhole: false, work: &state.budget)
        case .null, .array, .object: return false
        }
        return isMatch == true
    }
}
