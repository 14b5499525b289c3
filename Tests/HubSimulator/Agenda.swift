/// The things that will happen in the simulated world, in the order of their times.
struct Agenda<Item> {
    private var items: [(time: Duration, item: Item)] = []

    /// The time of the next one, or `nil` if nothing will happen.
    var first: Duration? { items.last?.time }

    mutating func add(_ item: Item, at time: Duration) {
        // The last item is the next one; those of the same time stay in their order.
        var place = items.endIndex
        while place > 0, items[place - 1].time <= time { place -= 1 }
        items.insert((time, item), at: place)
    }

    mutating func popFirst() -> (time: Duration, item: Item)? { items.popLast() }
}
