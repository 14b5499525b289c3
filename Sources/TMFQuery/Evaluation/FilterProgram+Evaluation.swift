import TMFJSON

extension FilterProgram {
    /// What a run over documents needs to remember from one to the next.
    struct State {
        fileprivate var matchers: [RegularExpressionMatcher]
        /// The steps that one condition may take on any document, and on the present one.
        private let mostSteps: Int
        private var steps = 0
        /// How many steps the present condition may still take on the present document.
        fileprivate var budget = 0
        /// Whether the present condition went beyond its limit on the present document.
        fileprivate var isExhausted = false
        /// For every condition, the token and the offset in the text of the first value it asked in the last document.
        fileprivate var reach: [(token: Int, offset: Int)]
        /// Where ``reach`` is to be noted; none once it was for a document.
        fileprivate var noted: Int?
        /// Something that depends on all that was fetched, so that it is.
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

        /// Counts what a condition has cost on a document, and returns whether its answer counts.
        @inline(__always)
        fileprivate mutating func end(_ work: inout QueryWork) -> Bool {
            let isExceeding = isExhausted || budget < 0
            work.spend(steps &- max(budget, 0), isExceeding: isExceeding)
            isExhausted = false
            return !isExceeding
        }
    }

    /// Whether a document satisfies the filter; `nil` if a condition takes more work than it may.
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

    /// Leaves of some documents those that satisfy the filter.
    ///
    /// What a filter looks at lies all over the memory. So the conditions that must all hold are asked one after the other,
    /// each of all documents that are left, and what it will look at is fetched for all of them together: waiting for one
    /// document after the other would take most of the time.
    ///
    /// - Parameters:
    ///   - candidates: The places of the documents.
    ///   - documents: The documents.
    ///   - state: What a run remembers.
    ///   - work: What may still be done.
    /// - Returns: The places of the documents that take more work than one may; they are not among the candidates any more.
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
                // Safety: the arrays are those of `documents`, which is borrowed here, so that they neither end nor change. To
                // look at them through the document would count two references, which takes longer than most conditions.
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

    /// Reads a word of every piece of memory that a condition will need of some documents, judging by the last one, except
    /// what was fetched for the conditions before it.
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
            // Far behind the first condition, only what stands at the end is likely to be compared.
            index = fetched.offset == 0 ? 0 : max(fetched.offset, bytes &- 256)
            while index < bytes {
                sum &+= UInt64(documents[position].bytes[index])
                index &+= 64
            }
        }
        state.fetched &+= sum
    }

    /// Whether the node of the program holds for a value.
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

    /// Whether a value that the rest of the names leads to satisfies a node.
    private func reaches(
        _ index: Int, _ node: Node, _ name: Int, _ value: Int, _ text: Span<UInt8>, _ tape: Span<UInt64>,
        _ documents: Span<JSONDocument>, _ position: Int, _ state: inout State
    ) -> Bool {
        if name == node.names.upperBound {
            return satisfies(index, node, value, text, tape, documents, position, &state)
        }
        let token = tape.token(at: value)
        if token.isKind(JSONToken.Code.object) {
            // To find a member takes time with the size of its object.
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
                // Of a condition on an element the paths start there; all else looks through arrays in arrays.
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
