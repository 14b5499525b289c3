import TMFJSON

/// The keys of a query made ready for comparing documents.
struct SortProgram: Sendable {
    /// One document that is to be put in order, with its keys.
    struct Entry {
        /// The place of the document among those that were looked at.
        var position: Int
        var first: SortValue
        var others: [SortValue]
    }

    private let keys: [Key]
    private let visitedNodes: Int
    private let pool: NamePool
    /// The names of all keys.
    private let names: [NamePool.Text]

    private struct Key: Sendable {
        var path: JSONPath
        /// The names, if the path follows nothing else.
        var names: Range<Int>?
        var isDescending: Bool
    }

    init(_ keys: [SortKey], visitedNodes: Int) {
        var (pool, texts): (NamePool, [NamePool.Text]) = (NamePool(), [])
        self.keys = keys.map { key in
            let first = texts.count
            let names = key.path.query.names
            for name in names ?? [] { texts.append(pool.add(name)) }
            return Key(
                path: key.path, names: names == nil ? nil : first..<texts.count, isDescending: key.isDescending)
        }
        (self.pool, self.names) = (pool, texts)
        self.visitedNodes = visitedNodes
    }

    var isEmpty: Bool { keys.isEmpty }

    /// The entry of a document; `nil` if the JSON paths of the keys visit too many nodes.
    func entry(_ document: borrowing JSONDocument, _ position: Int) -> Entry? {
        var budget = visitedNodes
        guard let first = value(0, document, &budget) else { return nil }
        var entry = Entry(position: position, first: first, others: [])
        for index in keys.indices.dropFirst() {
            guard let value = value(index, document, &budget) else { return nil }
            entry.others.append(value)
        }
        return entry
    }

    /// Whether one document comes before another; the documents are looked at only where their keys do not tell.
    func precedes(_ first: Entry, _ second: Entry, _ document: (Int) -> JSONDocument) -> Bool {
        let isDescending = keys[0].isDescending
        if let order = first.first.quickOrder(to: second.first, isDescending: isDescending) { return order < 0 }
        let (left, right) = (document(first.position), document(second.position))
        let order = first.first.order(to: second.first, left, right, isDescending: isDescending)
        if order != 0 { return order < 0 }
        for (index, (a, b)) in zip(first.others, second.others).enumerated() {
            let order = a.order(to: b, left, right, isDescending: keys[index + 1].isDescending)
            if order != 0 { return order < 0 }
        }
        switch (identifier(left), identifier(right)) {
        case (let first?, let second?) where !first.utf8.elementsEqual(second.utf8):
            return JSONText.precedes(first, second)
        case (.some, .none): return true
        case (.none, .some): return false
        default: return first.position < second.position
        }
    }

    /// The `id` as text, by whose code points resources that are alike are put in order.
    private func identifier(_ document: JSONDocument) -> String? {
        guard let element = document.root["id"] else { return nil }
        return element.stringValue ?? element.numberValue?.text
    }

    /// The value of a key in a document; `nil` if a JSON path visits too many nodes.
    private func value(_ index: Int, _ document: borrowing JSONDocument, _ budget: inout Int) -> SortValue? {
        // The whole key would be copied, and its references counted, for every document.
        if let names = keys[index].names {
            return least(of: 0, names, document.bytes.span, document.tape.span, document) ?? .missing
        }
        guard let nodes = try? keys[index].path.indices(in: copy document, budget: &budget) else { return nil }
        var result: SortValue?
        for node in nodes {
            if let value = least(of: node, 0..<0, document.bytes.span, document.tape.span, document) {
                result = lesser(result, value, document)
            }
        }
        return result ?? .missing
    }

    /// The least value that names lead to from a value; `nil` if there is none.
    private func least(
        of value: Int, _ path: Range<Int>, _ text: Span<UInt8>, _ tape: Span<UInt64>, _ document: borrowing JSONDocument
    ) -> SortValue? {
        var result: SortValue?
        var (current, name) = (value, path.lowerBound)
        /// The elements of arrays that are still to be looked at: recursion would be as deep as the document.
        var pending: [(value: Int, name: Int)] = []
        while true {
            let token = tape.token(at: current)
            if token.isKind(JSONToken.Code.array) {
                var element = current + 1
                let end = current + token.span
                while element < end {
                    pending.append((element, name))
                    element = tape.end(of: element)
                }
            } else if name == path.upperBound {
                if let candidate = SortValue(token, current, text) { result = lesser(result, candidate, document) }
            } else if token.isKind(JSONToken.Code.object),
                let member = pool.value(named: names[name], in: current, text, tape)
            {
                (current, name) = (member, name + 1)
                continue
            }
            guard let next = pending.popLast() else { return result }
            (current, name) = next
        }
    }

    private func lesser(_ first: SortValue?, _ second: SortValue, _ document: borrowing JSONDocument) -> SortValue {
        guard let first else { return second }
        let document = copy document
        return second.order(to: first, document, document, isDescending: false) < 0 ? second : first
    }
}
