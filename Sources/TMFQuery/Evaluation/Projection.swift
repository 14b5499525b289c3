public import TMFJSON

extension FieldSelection {
    /// Writes the selected parts of a resource from its own text.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - writer: Where to write.
    ///   - limits: The most that a path may ask for.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if a path visits too many nodes.
    public func write(
        _ document: JSONDocument, to writer: inout JSONWriter, limits: QueryLimits = .default
    ) throws(QueryError) {
        guard document.root.kind == .object else { return writer.write(document.root) }
        try Projection(of: document, paths, limits).write(to: &writer)
    }
}

/// The parts of one resource that a selection leads to.
private struct Projection {
    private enum Mark {
        /// Not selected.
        case none
        /// Something inside is selected.
        case partly
        /// Selected as a whole.
        case wholly
    }

    private let document: JSONDocument
    private var marks: [Mark]

    init(of document: JSONDocument, _ paths: [JSONPath], _ limits: QueryLimits) throws(QueryError) {
        self.document = document
        marks = [Mark](repeating: .none, count: document.tape.count)
        marks[0] = .partly
        for name in FieldSelection.always {
            if let value = document.value(named: name, in: 0) { marks[value] = .wholly }
        }
        for path in paths {
            do throws(JSONPathError) {
                for index in try path.indices(in: document, limits.visitedNodes) { select(index) }
            } catch {
                throw QueryError(
                    .limitExceeded, parameter: "fields", offset: 0,
                    expectation: "paths that visit \(limits.visitedNodes) nodes at most")
            }
        }
    }

    /// Marks a value and what it lies in.
    private mutating func select(_ target: Int) {
        var index = 0
        while index < target, marks[index] != .wholly {
            marks[index] = .partly
            let isObject = document.token(at: index).kind == .object
            var child = index + 1
            while document.end(of: isObject ? child + 1 : child) <= target {
                child = document.end(of: isObject ? child + 1 : child)
            }
            index = isObject ? child + 1 : child
        }
        if index == target { marks[target] = .wholly }
    }

    func write(to writer: inout JSONWriter) { write(0, to: &writer) }

    private func write(_ index: Int, to writer: inout JSONWriter) {
        let element = JSONElement(document: document, index: index)
        guard marks[index] != .wholly else { return writer.write(element) }
        let isObject = element.kind == .object
        if isObject { writer.beginObject() } else { writer.beginArray() }
        var child = index + 1
        let end = document.end(of: index)
        while child < end {
            let value = isObject ? child + 1 : child
            if marks[value] != .none {
                if isObject { writer.writeName(document.string(at: child)) }
                write(value, to: &writer)
            }
            child = document.end(of: value)
        }
        if isObject { writer.endObject() } else { writer.endArray() }
    }
}
