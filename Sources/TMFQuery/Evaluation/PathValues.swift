package import TMFJSON
package import TMFModels

/// A set of attribute paths that is prepared for collecting their values from very many documents.
///
/// A path leads to the values that ``Filter`` tests, through arrays and to the elements of arrays. All paths are
/// followed in one pass over the members of each object.
package struct PathValues: Sendable {
    private struct Node: Sendable {
        var name: NamePool.Text
        /// The index of the path that ends here.
        var path: Int?
        var children: Range<Int> = 0..<0
        /// A bit for every length of the children's names; the last bit stands for all greater lengths.
        var childLengths: UInt64 = 0
    }

    private var nodes: [Node] = []
    private var pool = NamePool()

    /// Prepares paths.
    ///
    /// - Parameter paths: The paths; a repeated path counts once.
    package init(_ paths: [FieldPath]) {
        nodes.append(Node(name: pool.add(""), path: nil))
        add(paths.enumerated().map { ($0.element.names[...], $0.offset) }, to: 0)
    }

    /// Adds the nodes below a node, keeping nodes with the same parent adjacent.
    private mutating func add(_ paths: [(names: ArraySlice<String>, path: Int)], to parent: Int) {
        var groups: [(name: String, paths: [(names: ArraySlice<String>, path: Int)])] = []
        for (names, path) in paths {
            guard let name = names.first else {
                nodes[parent].path = path
                continue
            }
            let rest = (names: names.dropFirst(), path: path)
            if let group = groups.firstIndex(where: { JSONText.equal($0.name, name) }) {
                groups[group].paths.append(rest)
            } else {
                groups.append((name, [rest]))
            }
        }
        let first = nodes.count
        for group in groups { nodes.append(Node(name: pool.add(group.name), path: nil)) }
        nodes[parent].children = first..<nodes.count
        for group in groups { nodes[parent].childLengths |= 1 << UInt64(min(group.name.utf8.count, 63)) }
        for (offset, group) in groups.enumerated() { add(group.paths, to: first + offset) }
    }

    /// Calls a closure for every string, number and Boolean that a path leads to.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - body: A closure that receives the index of the path, the value, and the text that contains it.
    package func forEachValue(
        in document: borrowing JSONDocument, _ body: (Int, JSONToken, Span<UInt8>) -> Void
    ) {
        let (text, tape) = (document.bytes.span, document.tape.span)
        /// The values still to be examined; recursion would be as deep as the document.
        var pending: [(value: Int, node: Int)] = []
        var (value, node) = (0, 0)
        while true {
            let token = tape.token(at: value)
            if token.isKind(JSONToken.Code.array) {
                var element = value + 1
                let end = value + token.span
                while element < end {
                    pending.append((element, node))
                    element = tape.end(of: element)
                }
            } else if token.isKind(JSONToken.Code.object) {
                if !nodes[node].children.isEmpty { addMembers(of: value, token, nodes[node], text, tape, &pending) }
            } else if let path = nodes[node].path, token.kind != .null {
                body(path, token, text)
            }
            guard let next = pending.popLast() else { return }
            (value, node) = next
        }
    }

    private func addMembers(
        of object: Int, _ token: JSONToken, _ node: Node, _ text: Span<UInt8>, _ tape: Span<UInt64>,
        _ pending: inout [(value: Int, node: Int)]
    ) {
        if token.flag {
            // If a name is repeated, the last member counts.
            for child in node.children {
                guard let value = pool.value(named: nodes[child].name, in: object, text, tape) else { continue }
                pending.append((value, child))
            }
            return
        }
        var member = object + 1
        let end = object + token.span
        while member < end {
            let name = tape.token(at: member)
            if name.flag || node.childLengths & (1 << UInt64(min(name.length, 63))) != 0 {
                for child in node.children where pool.equals(nodes[child].name, name, in: text) {
                    pending.append((member + 1, child))
                }
            }
            member = tape.end(of: member + 1)
        }
    }
}
