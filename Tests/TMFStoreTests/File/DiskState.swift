/// What is in a simulated disk: as processes see it, and as it would be after a crash.
struct DiskState: Sendable {
    struct Node: Sendable {
        var bytes: [UInt8] = []
        /// What was synchronized.
        var durable: [UInt8] = []
    }

    /// An operation that may or may not outlive a crash.
    enum Pending: Sendable {
        case write(Int, offset: Int, bytes: [UInt8])
        case truncate(Int, size: Int)
        case link(String, Int)
        case unlink(String)
        case rename(String, String)

        var node: Int? {
            switch self {
            case .write(let node, _, _), .truncate(let node, _): node
            case .link, .unlink, .rename: nil
            }
        }

        var path: String? {
            switch self {
            case .link(let path, _), .unlink(let path), .rename(let path, _): path
            case .write, .truncate: nil
            }
        }
    }

    var nodes: [Int: Node] = [:]
    var links: [String: Int] = [:]
    var durableLinks: [String: Int] = [:]
    var directories: Set<String> = []
    var pending: [Pending] = []
    /// The files that are locked.
    var locks: Set<Int> = []
    private var nextNode = 1

    // MARK: - Changes

    static func put(_ new: [UInt8], at offset: Int, in bytes: inout [UInt8]) {
        guard !new.isEmpty else { return }
        resize(&bytes, to: max(bytes.count, offset + new.count))
        bytes.replaceSubrange(offset..<offset + new.count, with: new)
    }

    static func resize(_ bytes: inout [UInt8], to size: Int) {
        if bytes.count > size { bytes.removeLast(bytes.count - size) }
        if bytes.count < size { bytes += [UInt8](repeating: 0, count: size - bytes.count) }
    }

    mutating func create(_ path: String) -> Int {
        let node = nextNode
        nextNode += 1
        nodes[node] = Node()
        links[path] = node
        pending.append(.link(path, node))
        return node
    }

    mutating func write(_ bytes: [UInt8], at offset: Int, to node: Int) {
        guard !bytes.isEmpty else { return }
        Self.put(bytes, at: offset, in: &nodes[node, default: Node()].bytes)
        pending.append(.write(node, offset: offset, bytes: bytes))
    }

    mutating func truncate(_ node: Int, to size: Int) {
        Self.resize(&nodes[node, default: Node()].bytes, to: size)
        pending.append(.truncate(node, size: size))
    }

    mutating func rename(_ path: String, to newPath: String) {
        links[newPath] = links.removeValue(forKey: path)
        pending.append(.rename(path, newPath))
    }

    mutating func remove(_ path: String) {
        links[path] = nil
        pending.append(.unlink(path))
    }

    mutating func synchronize(_ node: Int) {
        guard let bytes = nodes[node]?.bytes else { return }
        nodes[node]?.durable = bytes
        pending.removeAll { $0.node == node }
    }

    /// Loses what was not synchronized of a file.
    mutating func drop(_ node: Int) {
        guard let bytes = nodes[node]?.durable else { return }
        nodes[node]?.bytes = bytes
        pending.removeAll { $0.node == node }
    }

    mutating func synchronizeDirectory(_ directory: String) {
        for operation in pending where operation.path?.hasPrefix(directory + "/") ?? false { makeDurable(operation) }
        pending.removeAll { $0.path?.hasPrefix(directory + "/") ?? false }
    }

    private mutating func makeDurable(_ operation: Pending) {
        switch operation {
        case .write(let node, let offset, let bytes):
            Self.put(bytes, at: offset, in: &nodes[node, default: Node()].durable)
        case .truncate(let node, let size): Self.resize(&nodes[node, default: Node()].durable, to: size)
        case .link(let path, let node): durableLinks[path] = node
        case .unlink(let path): durableLinks[path] = nil
        case .rename(let path, let newPath): durableLinks[newPath] = durableLinks.removeValue(forKey: path)
        }
    }

    /// The number of bytes in all files.
    var used: Int { Set(links.values).reduce(0) { $0 + (nodes[$1]?.bytes.count ?? 0) } }

    // MARK: - Crashes

    /// What is left after a crash of the machine.
    func crashed(keeping model: CrashModel) -> DiskState {
        var left = self
        left.locks = []
        left.pending = []
        switch model {
        case .synchronizedOnly: break
        case .all: for operation in pending { left.makeDurable(operation) }
        case .allExceptWrite(let number):
            for (place, operation) in pending.enumerated() {
                if place == number, case .write = operation { continue }
                left.makeDurable(operation)
            }
        case .prefixOfWrites(let count, let bytes):
            for operation in pending.prefix(count) { left.makeDurable(operation) }
            if count < pending.count, case .write(let node, let offset, let all) = pending[count] {
                left.makeDurable(.write(node, offset: offset, bytes: Array(all.prefix(bytes))))
            }
        }
        left.links = left.durableLinks
        left.nodes = left.nodes.mapValues { Node(bytes: $0.durable, durable: $0.durable) }
        return left
    }

    /// What is left after a crash of the process.
    func abandoned() -> DiskState {
        var left = self
        left.locks = []
        return left
    }
}
