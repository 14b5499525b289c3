/// The normalized paths of some values of a document (RFC 9535 section 2.7), found in one walk.
struct PathLocations {
    private var locations: [Int: String] = [:]

    init(of indices: [Int], in document: JSONDocument) {
        let targets = Set(indices).sorted()
        guard !targets.isEmpty else { return }
        var next = 0
        /// The containers that are being walked, from the root down.
        var open: [(location: String, isObject: Bool, child: Int, position: Int, end: Int)] = []
        var index = 0
        var location = "$"
        while next < targets.count {
            if targets[next] == index {
                locations[index] = location
                next += 1
                if next == targets.count { return }
            }
            let token = document.token(at: index)
            if targets[next] < document.end(of: index) {
                open.append((location, token.kind == .object, index + 1, 0, document.end(of: index)))
            }
            // The next child that holds a target, of the innermost container that has one.
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
                location =
                    container.location
                    + (container.isObject
                        ? "[" + PathPrinter.quoted(document.string(at: container.child)) + "]"
                        : "[\(container.position)]")
                container.child = document.end(of: found)
                container.position += 1
                open.append(container)
                index = found
                break
            }
            if open.isEmpty { return }
        }
    }

    subscript(index: Int) -> String { locations[index] ?? "$" }
}
