public import TMFModels

/// The order of a query as the order of the terms of an index.
///
/// It is known only if the sets of ``unorderedSets`` are empty. Then the resources come set by set as ``sets`` has them, in each
/// by key, and in the opposite direction if ``isDescending`` is true; resources without a term in these sets come last, in
/// both directions. `CompiledQuery` puts those in order that share a key, by what keys do not tell and then by the `id` in
/// their documents.
public struct IndexOrder: Sendable, Hashable {
    /// The attribute that is sorted by.
    public let path: FieldPath
    /// Whether the greatest key comes first.
    public let isDescending: Bool

    let order: OrderSets
    /// Whether texts that hold a number are sorted as numbers.
    private let isNumeric: Bool

    init(_ path: FieldPath, _ order: OrderSets, isDescending: Bool, isNumeric: Bool) {
        (self.path, self.order, self.isDescending, self.isNumeric) = (path, order, isDescending, isNumeric)
    }

    /// The sets in the order of the query.
    public var sets: [Int] {
        let ascending = Array(order.booleans...order.texts)
        return isDescending ? ascending.reversed() : ascending
    }

    /// The sets whose resources belong to a place that their terms do not tell.
    public var unorderedSets: [Int] { isNumeric ? [order.others, order.texts] : [order.others] }
}
