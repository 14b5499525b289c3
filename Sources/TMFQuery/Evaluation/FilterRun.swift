import TMFJSON

/// One run of a filter over documents, with what it needs to remember from one to the next.
struct FilterRun {
    private let program: FilterProgram
    private var matchers: [RegularExpressionMatcher]
    private let visitedNodes: Int
    /// Whether a JSON path went beyond its limit in some document.
    private(set) var isExhausted = false

    init(_ program: FilterProgram, visitedNodes: Int) {
        self.program = program
        self.visitedNodes = visitedNodes
        matchers = program.patterns.map(RegularExpressionMatcher.init)
    }

    mutating func matches(_ document: JSONDocument) -> Bool {
        let (bytes, tape) = (document.bytes, document.tape)
        return holds(0, 0, bytes.span, tape.span, document)
    }

    /// Whether the node of the program holds for a value.
    private mutating func holds(
        _ index: Int, _ value: Int, _ text: Span<UInt8>, _ tape: Span<UInt64>, _ document: borrowing JSONDocument
    ) -> Bool {
        let node = program.nodes[index]
        switch node.kind {
        case .all:
            var child = index + 1
            while child < node.end {
                guard holds(child, value, text, tape, document) else { return false }
                child = program.nodes[child].end
            }
            return true
        case .any:
            var child = index + 1
            while child < node.end {
                if holds(child, value, text, tape, document) { return true }
                child = program.nodes[child].end
            }
            return false
        case .not: return !holds(index + 1, value, text, tape, document)
        case .equals, .compare, .matches, .exists, .anyElement:
            return reaches(index, node, node.names.lowerBound, value, text, tape, document)
        case .path: return selects(program.paths[node.operands.lowerBound], document)
        }
    }

    private mutating func selects(_ path: JSONPath, _ document: borrowing JSONDocument) -> Bool {
        do throws(JSONPathError) {
            return try !path.indices(in: copy document, visitedNodes).isEmpty
        } catch {
            isExhausted = true
            return false
        }
    }

    /// Whether a value that the rest of the names leads to satisfies a node.
    private mutating func reaches(
        _ index: Int, _ node: FilterProgram.Node, _ name: Int, _ value: Int, _ text: Span<UInt8>, _ tape: Span<UInt64>,
        _ document: borrowing JSONDocument
    ) -> Bool {
        if name == node.names.upperBound { return satisfies(index, node, value, text, tape, document) }
        let token = tape.token(at: value)
        if token.isKind(JSONToken.Code.object) {
            guard let member = program.names[name].value(in: value, text, tape) else { return false }
            return reaches(index, node, name + 1, member, text, tape, document)
        }
        guard token.isKind(JSONToken.Code.array) else { return false }
        var element = value + 1
        let end = value + token.span
        while element < end {
            if reaches(index, node, name, element, text, tape, document) { return true }
            element = tape.end(of: element)
        }
        return false
    }

    private mutating func satisfies(
        _ index: Int, _ node: FilterProgram.Node, _ value: Int, _ text: Span<UInt8>, _ tape: Span<UInt64>,
        _ document: borrowing JSONDocument
    ) -> Bool {
        if node.kind == .exists { return true }
        let token = tape.token(at: value)
        if token.isKind(JSONToken.Code.array) {
            var element = value + 1
            let end = value + token.span
            while element < end {
                // Of a condition on an element the paths start there; all else looks through arrays in arrays.
                let isSatisfied =
                    node.kind == .anyElement
                    ? holds(index + 1, element, text, tape, document)
                    : satisfies(index, node, element, text, tape, document)
                if isSatisfied { return true }
                element = tape.end(of: element)
            }
            return false
        }
        switch node.kind {
        case .equals:
            for operand in node.operands
            where program.operands[operand].holds(.equal, token, text) { return true }
            return false
        case .compare: return program.operands[node.operands.lowerBound].holds(node.sign, token, text)
        case .matches: return matches(node.operands.lowerBound, token, text)
        case .anyElement:
            return token.isKind(JSONToken.Code.object) && holds(index + 1, value, text, tape, document)
        case .all, .any, .not, .exists, .path: return false
        }
    }

    private mutating func matches(_ pattern: Int, _ token: JSONToken, _ text: Span<UInt8>) -> Bool {
        switch token.kind {
        case .string where token.flag:
            return matchers[pattern].matches(partOf: Array(JSONText.string(token, in: text).utf8).span)
        case .string, .number, .bool:
            return matchers[pattern].matches(partOf: text.extracting(token.offset..<token.offset + token.length))
        case .null, .array, .object: return false
        }
    }
}
