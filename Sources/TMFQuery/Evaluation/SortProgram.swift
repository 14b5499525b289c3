import TMFJSON

/// The keys of a query made ready for comparing documents.
struct SortProgram: Sendable {
    /// One document that is to be put in order, with its first key in a form that is compared at once.
    struct Entry {
        /// The place of the document among those that were looked at.
        var position: Int
        var key: SortValue
    }

    private let keys: [Key]
    private let visitedNodes: Int

    private struct Key: Sendable {
        var path: JSONPath
        /// The names, if the path follows nothing else.
        var names: [MemberName]?
        var isDescending: Bool
    }

    init(_ keys: [SortKey], visitedNodes: Int) {
        self.keys = keys.map { key in
            Key(
                path: key.path, names: key.path.query.names.map { $0.map(MemberName.init) },
                isDescending: key.isDescending)
        }
        self.visitedNodes = visitedNodes
    }

    var isEmpty: Bool { keys.isEmpty }

    /// The entry of a document; `nil` if a JSON path visits too many nodes.
    func entry(_ document: JSONDocument, _ position: Int) -> Entry? {
        value(0, document).map { Entry(position: position, key: $0) }
    }

    /// Whether one document comes before another.
    ///
    /// - Parameter document: Returns the document at a place.
    func precedes(_ first: Entry, _ second: Entry, _ document: (Int) -> JSONDocument) -> Bool {
        if let order = first.key.quickOrder(to: second.key, isDescending: keys[0].isDescending) { return order < 0 }
        let (left, right) = (document(first.position), document(second.position))
        for (index, key) in keys.enumerated() {
            let (a, b) = (value(index, left) ?? .missing, value(index, right) ?? .missing)
            let order = a.order(to: b, left, right, isDescending: key.isDescending)
            if order != 0 { return order < 0 }
        }
        let order = identifier(left).order(to: identifier(right), left, right, isDescending: false)
        return order == 0 ? first.position < second.position : order < 0
    }

    private static let identifierName = MemberName("id")

    private func identifier(_ document: JSONDocument) -> SortValue {
        least(of: 0, [Self.identifierName], 0, document.bytes.span, document.tape.span, document) ?? .missing
    }

    /// The value of a key in a document; `nil` if a JSON path visits too many nodes.
    private func value(_ index: Int, _ document: JSONDocument) -> SortValue? {
        let key = keys[index]
        let (bytes, tape) = (document.bytes, document.tape)
        if let names = key.names {
            return least(of: 0, names, 0, bytes.span, tape.span, document) ?? .missing
        }
        guard let nodes = try? key.path.indices(in: document, visitedNodes) else { return nil }
        var result: SortValue?
        for node in nodes {
            if let value = least(of: node, [], 0, bytes.span, tape.span, document) {
                result = lesser(result, value, document)
            }
        }
        return result ?? .missing
    }

    /// The least value that the rest of the names leads to; `nil` if there is none.
    private func least(
        of value: Int, _ names: [MemberName], _ name: Int, _ text: Span<UInt8>, _ tape: Span<UInt64>,
        _ document: borrowing JSONDocument
    ) -> SortValue? {
        let token = tape.token(at: value)
        if token.isKind(JSONToken.Code.array) {
            var result: SortValue?
            var element = value + 1
            let end = value + token.span
            while element < end {
                if let candidate = least(of: element, names, name, text, tape, document) {
                    result = lesser(result, candidate, document)
                }
                element = tape.end(of: element)
            }
            return result
        }
        if name == names.count { return SortValue(token, value, text) }
        guard token.isKind(JSONToken.Code.object), let member = names[name].value(in: value, text, tape) else {
            return nil
        }
        return least(of: member, names, name + 1, text, tape, document)
    }

    private func lesser(_ first: SortValue?, _ second: SortValue, _ document: borrowing JSONDocument) -> SortValue {
        guard let first else { return second }
        let document = copy document
        return second.order(to: first, document, document, isDescending: false) < 0 ? second : first
    }
}
