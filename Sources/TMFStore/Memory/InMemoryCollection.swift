/// The resources of one collection in the order of their creation.
struct InMemoryCollection {
    /// The resources; a removed one leaves a gap until there are more gaps than resources.
    private var slots: [StoredResource?] = []
    private var positions: [String: Int] = [:]

    /// The number of resources.
    var count: Int { positions.count }

    /// Whether there are no gaps, so that a position is a place in the list.
    var isDense: Bool { positions.count == slots.count }

    subscript(id: String) -> StoredResource? { positions[id].flatMap { slots[$0] } }

    /// Returns the resources at places of a list without gaps.
    func resources(in range: Range<Int>) -> [StoredResource] { slots[range].compactMap { $0 } }

    /// All resources.
    var resources: [StoredResource] { slots.compactMap { $0 } }

    /// Adds a resource at the end, or replaces it at its place.
    mutating func put(_ resource: StoredResource) {
        if let position = positions[resource.key.id] {
            slots[position] = resource
        } else {
            positions[resource.key.id] = slots.count
            slots.append(resource)
        }
    }

    mutating func remove(_ id: String) {
        guard let position = positions.removeValue(forKey: id) else { return }
        slots[position] = nil
        guard slots.count > 32, slots.count > positions.count * 2 else { return }
        slots.removeAll { $0 == nil }
        for (position, slot) in slots.enumerated() {
            if let id = slot?.key.id { positions[id] = position }
        }
    }
}
