/// What identifies an answer.
struct StoreAnswer: Equatable {
    /// The identifiers on the page, in order.
    var ids: [String]
    /// The number of all that match.
    var total: Int

    /// The same without an order.
    var sorted: Self { Self(ids: ids.sorted(), total: total) }
}
