/// The times at which something is due, the earliest first.
struct WakeQueue<Item: Sendable>: Sendable {
    private var heap: [(time: Duration, item: Item)] = []

    /// The earliest time, or `nil` if nothing is due at any time.
    var first: Duration? { heap.first?.time }

    mutating func insert(_ item: Item, at time: Duration) {
        heap.append((time, item))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].time < heap[parent].time else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Removes and returns an item that is due.
    mutating func popDue(at now: Duration) -> Item? {
        guard let first = heap.first, first.time <= now else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first.item }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child].time < heap[least].time { least = child }
            }
            guard least != parent else { return first.item }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
