/// The locations of some values of a document, found in one walk.
struct PathLocations {
    /// A step from a value to one that it contains.
    private enum Step {
        case name(String)
        case position(Int)
    }

    private var locations: [Int: [Step]] = [:]

    init(of indices: [Int], in document: JSONDocument) {
        var budget = Int.max
        self.init(of: indices, in: document, budget: &budget)
    }

    /// Finds locations until they have more steps in total than the budget, which then is below zero.
    init(of indices: [Int], in document: JSONDocument, budget: inout Int) {
        let targets = Set(indices).sorted()
        guard !targets.isEmpty else { return }
        var next = 0
        /// The containers being walked, from the root down.
        var open: [(location: [Step], isObject: Bool, child: Int, position: Int, end: Int)] = []
        var index = 0
        var location: [Step] = []
        while next < targets.count {
            if targets[next] == index {
                budget = budget < location.count ? -1 : budget - location.count
                locations[index] = location
                next += 1
                if budget < 0 { return }
                if next == targets.count { return }
            }
            let token = document.token(at: index)
            if targets[next] < document.end(of: index) {
                open.append((location, token.kind == .object, index + 1, 0, document.end(of: index)))
            }
            // The next child that contains a target, of the innermost container that has one.
            while var container = open.popLast() {
                var found: Int?
                while container.child < container.end {
                    let value = container.isObject ? container.child + 1 : container.child
                    if targets[next] < document.end(of: value) {
                        found = value
                        break
                    }
                    container.child = document.end(of: value)
                    container.position += 1
                }
                guard let found else { continue }
                let step: Step =
                    container.isObject
                    ? .name(document.string(at: container.child)) : .position(container.position)
                location = container.location + [step]
                container.child = document.end(of: found)
                container.position += 1
                open.append(container)
                index = found
                break
            }
            if open.isEmpty { return }
        }
    }

    /// The normalized path of a value (RFC 9535 section 2.7).
    subscript(index: Int) -> String {
        (locations[index] ?? []).reduce(into: "$") { text, step in
            switch step {
            case .name(let name): text += "[" + PathPrinter.quoted(name) + "]"
            case .position(let position): text += "[\(position)]"
            }
        }
    }

    /// The pointer to a value.
    func pointer(to index: Int) -> JSONPointer {
        JSONPointer(
            tokens: (locations[index] ?? []).map { step in
                switch step {
                case .name(let name): name
                case .position(let position): String(position)
                }
            })
    }
}
