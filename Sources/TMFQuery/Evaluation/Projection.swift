package import TMFJSON

extension FieldSelection {
    /// Writes the selected parts of a resource from its own text.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - writer: The writer to write to.
    ///   - limits: The limits that the paths must not exceed.
    /// - Returns: `true` if the paths stayed within the limit for one resource. Otherwise, only the attributes that
    ///   every selection includes are written.
    @discardableResult
    package func write(
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
    ///   - writer: The writer to write to.
    ///   - limits: The limits that the paths must not exceed.
    ///   - work: The remaining work for all resources together.
    /// - Returns: `true` if the paths stayed within the limit for one resource.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the paths take too much work on all resources
    ///   together.
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

/// The parts of one resource that a selection includes.
private struct Projection {
    private let document: JSONDocument
    /// The values that are selected entirely, in the order of the text.
    private let selected: [Int]
    /// The index of the next selected value to write.
    private var next = 0
    /// A Boolean value that indicates whether the paths take more work than allowed.
    private(set) var isExceeding = false
    /// The number of nodes that the paths have visited.
    private(set) var visited = 0

    init(of document: JSONDocument, _ paths: [JSONPath], visitingAtMost limit: Int) {
        self.document = document
        let always = Set(FieldSelection.always.compactMap { document.value(named: $0, in: 0) })
        var selected = always
        var budget = limit
        // Names alone visit each value only a few times, so a path of names takes time proportional to the size of the
        // resource.
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

    /// Writes a value that is selected or contains a selected value.
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
