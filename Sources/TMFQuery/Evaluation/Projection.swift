public import TMFJSON

extension FieldSelection {
    /// Writes the selected parts of a resource from its own text.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - writer: Where to write.
    ///   - limits: The most that a path may ask for.
    /// - Returns: Whether the paths took no more work than they may on one resource. If they did, only what every selection
    ///   returns is written.
    @discardableResult
    public func write(
        _ document: JSONDocument, to writer: inout JSONWriter, limits: QueryLimits = .default
    ) -> Bool {
        guard document.root.kind == .object else {
            writer.write(document.root)
            return true
        }
        var projection = Projection(of: document, paths, visitingAtMost: limits.visitedNodes)
        projection.write(to: &writer)
        return !projection.isExceeding
    }

    /// Writes the selected parts of one of several resources.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - writer: Where to write.
    ///   - limits: The most that a path may ask for.
    ///   - work: What may be done for all resources together.
    /// - Returns: Whether the paths took no more work than they may on one resource.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if they take too much on all of them together.
    package func write(
        _ document: JSONDocument, to writer: inout JSONWriter, limits: QueryLimits, work: inout QueryWork
    ) throws(QueryError) -> Bool {
        guard document.root.kind == .object else { return write(document, to: &writer, limits: limits) }
        let most = work.steps(atMost: QueryWork.steps(limits.visitedNodes)) / QueryWork.stepsPerNode
        var projection = Projection(of: document, paths, visitingAtMost: most)
        work.spend(QueryWork.steps(projection.visited), isExceeding: projection.isExceeding)
        guard !work.isSpent else { throw .tooMuchWorkInAll("fields", limits) }
        projection.write(to: &writer)
        return !projection.isExceeding
    }
}

/// The parts of one resource that a selection leads to.
private struct Projection {
    private let document: JSONDocument
    /// The values that are wanted as a whole, in the order of the text.
    private let selected: [Int]
    /// The next of them to be written.
    private var next = 0
    /// Whether the paths take more work than they may.
    private(set) var isExceeding = false
    /// The number of nodes that the paths have visited.
    private(set) var visited = 0

    init(of document: JSONDocument, _ paths: [JSONPath], visitingAtMost limit: Int) {
        self.document = document
        let always = Set(FieldSelection.always.compactMap { document.value(named: $0, in: 0) })
        var selected = always
        var budget = limit
        // Names alone visit every value a few times at most, so that one path of them takes time with the size of the resource.
        let limitForNames = min(limit, 1 << 32)
        var budgetForNames = limitForNames + 4 * document.tape.count
        for path in paths where !isExceeding {
            do throws(JSONPathError) {
                let isPlain = path.query.names != nil
                selected.formUnion(
                    isPlain
                        ? try path.indices(in: document, budget: &budgetForNames)
                        : try path.indices(in: document, budget: &budget))
            } catch {
                isExceeding = true
            }
        }
        if isExceeding { selected = always }
        visited = limit - max(budget, 0) + max(limitForNames - max(budgetForNames, 0), 0)
        self.selected = selected.sorted()
    }

    mutating func write(to writer: inout JSONWriter) {
        if selected.isEmpty {
            writer.beginObject()
            writer.endObject()
        } else {
            write(0, to: &writer)
        }
    }

    /// Writes a value that is selected or holds something that is.
    private mutating func write(_ index: Int, to writer: inout JSONWriter) {
        let element = JSONElement(document: document, index: index)
        let end = document.end(of: index)
        if selected[next] == index {
            while next < selected.count, selected[next] < end { next += 1 }
            return writer.write(element)
        }
        let isObject = element.kind == .object
        if isObject { writer.beginObject() } else { writer.beginArray() }
        var child = index + 1
        while child < end, next < selected.count {
            let value = isObject ? child + 1 : child
            if selected[next] < document.end(of: value) {
                if isObject { writer.writeName(document.string(at: child)) }
                write(value, to: &writer)
            }
            child = document.end(of: value)
        }
        if isObject { writer.endObject() } else { writer.endArray() }
    }
}
