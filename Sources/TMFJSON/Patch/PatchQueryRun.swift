/// The application of a patch query's operations to a value.
struct PatchQueryRun {
    typealias Failure = PatchFailure

    private(set) var editor: PatchEditor
    /// The value as JSON paths read it, until it is changed.
    private var document: JSONDocument?

    init(_ value: JSONValue, limits: JSONPatch.Limits) { editor = PatchEditor(value, limits: limits) }

    mutating func apply(_ operation: PatchQueryOperation) throws(Failure) {
        switch (operation.kind, operation.value, operation.from) {
        case (.test, let value?, _):
            for place in try existing(operation.path) {
                try editor.count(value)
                try editor.count(value)
                guard try editor.value(at: place) == value else { throw Failure(.testFailed) }
            }
            return
        case (.add, let value?, _): try put(value, at: operation.path)
        case (.replace, let value?, _):
            // From the back, so that a value inside another one still exists when its turn comes.
            for place in try existing(operation.path).reversed() { try editor.replace(at: place, with: value) }
        case (.remove, _, _): try remove(try existing(operation.path))
        case (.copy, _, let from?): try put(try editor.value(at: try source(from)), at: operation.path)
        case (.move, _, let from?): try move(from, to: operation.path)
        default: throw Failure(.missingMember)
        }
        document = nil
    }

    // MARK: - Operations

    private mutating func move(_ from: PatchTarget, to path: PatchTarget) throws(Failure) {
        let source = JSONPointer(tokens: try source(from))
        let value = try editor.value(at: source.tokens)
        var targets = try places(path, findsMissing: true).map { JSONPointer(tokens: $0.tokens) }
        if case .pointer(let pointer, _) = path, isIndexed(path) { targets = [pointer] }
        guard !targets.contains(where: source.isAncestor) else { throw Failure(.intoItself) }
        if targets == [source] { return }
        _ = try editor.remove(at: source.tokens)
        document = nil
        try put(value, at: path)
    }

    /// Adds a value at all locations of a path.
    private mutating func put(_ value: JSONValue, at path: PatchTarget) throws(Failure) {
        // A pointer with indices is one of RFC 6902, where an index gives the position to insert before.
        if case .pointer(let pointer, _) = path, isIndexed(path) {
            return try editor.add(value, at: pointer.tokens)
        }
        let places = try places(path, findsMissing: true)
        guard !places.isEmpty else { throw Failure(.notFound) }
        for place in places.reversed() {
            if place.exists {
                try editor.extend(at: place.tokens, with: value)
            } else {
                try editor.add(value, at: place.tokens)
            }
        }
    }

    /// Removes values, some of which may be inside others.
    private mutating func remove(_ places: [[String]]) throws(Failure) {
        var names: [JSONPointer: Set<PathName>] = [:]
        for place in places {
            guard let last = place.last else { throw Failure(.rootRemoved) }
            names[JSONPointer(tokens: place.dropLast()), default: []].insert(PathName(last))
        }
        // The deepest first, so that a removal does not move the locations that follow.
        for (parent, names) in names.sorted(by: { $0.key.tokens.count > $1.key.tokens.count }) {
            try editor.remove(names, of: parent.tokens)
        }
    }

    // MARK: - Places

    private mutating func source(_ from: PatchTarget) throws(Failure) -> [String] {
        do throws(Failure) {
            let places = try existing(from)
            guard let place = places.first, places.count == 1 else { throw Failure(.ambiguous) }
            return place
        } catch {
            throw error.ofSource
        }
    }

    private mutating func existing(_ path: PatchTarget) throws(Failure) -> [[String]] {
        let places = try places(path, findsMissing: false)
        guard !places.isEmpty else { throw Failure(.notFound) }
        return places.map(\.tokens)
    }

    /// Returns the locations that a path selects, each once, with a value before those inside it.
    private mutating func places(_ path: PatchTarget, findsMissing: Bool) throws(Failure) -> [PatchPlace] {
        switch path {
        case .pointer(let pointer, let selectors):
            var walk = PatchWalk(pointer, selectors, findsMissing: findsMissing, budget: editor.budget)
            try walk.run(in: editor.root)
            editor.budget = walk.budget
            return walk.found
        case .path(let path):
            guard findsMissing, let (parent, name) = PatchTarget.parent(of: path) else {
                return try nodes(of: path).map { PatchPlace(tokens: $0.tokens, exists: true) }
            }
            var places: [PatchPlace] = []
            var known: Set<JSONPointer> = []
            for node in try nodes(of: parent) {
                var walk = PatchWalk(JSONPointer(tokens: [name]), [], findsMissing: true, budget: editor.budget)
                try walk.run(in: try editor.value(at: node.tokens))
                editor.budget = walk.budget
                for place in walk.found where known.insert(JSONPointer(tokens: node.tokens + place.tokens)).inserted {
                    places.append(PatchPlace(tokens: node.tokens + place.tokens, exists: place.exists))
                }
            }
            return places
        }
    }

    private mutating func nodes(of path: JSONPath) throws(Failure) -> [JSONPointer] {
        do {
            let document =
                try document
                ?? JSONDocument(editor.root, limits: .highest)
            if self.document == nil { try editor.spend(document.bytes.count / 64) }
            self.document = document
            // In the order of the text, in which a value comes before those inside it.
            let indices = Set(try path.indices(in: document, budget: &editor.budget)).sorted()
            let locations = PathLocations(of: indices, in: document, budget: &editor.budget)
            try editor.spend(0)
            return indices.map { locations.pointer(to: $0) }
        } catch {
            throw Failure(.limitExceeded)
        }
    }

    /// Returns whether a path is a pointer that selects an element of an array by its index.
    private func isIndexed(_ path: PatchTarget) -> Bool {
        guard case .pointer(let pointer, let selectors) = path, selectors.isEmpty else { return false }
        var value = editor.root
        for token in pointer.tokens {
            if case .array = value { return PatchEditor.isIndex(token) }
            guard let next = value[token] else { return false }
            value = next
        }
        return false
    }
}

/// An operation of a patch query.
struct PatchQueryOperation: Sendable, Hashable {
    var kind: JSONPatch.Operation.Kind
    var path: PatchTarget
    var from: PatchTarget?
    var value: JSONValue?
    /// The member `path` as written in the patch.
    var pathText: String
    /// The member `from` as written in the patch.
    var fromText: String?
}
