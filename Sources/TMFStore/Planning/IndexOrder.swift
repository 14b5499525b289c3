public import TMFModels

/// The order of a query, expressed by the terms of an index.
///
/// The order is known only if the sets of ``unorderedSets`` are empty. The resources are then in the order of ``sets``
/// and, in each set, of the keys, descending if ``isDescending`` is `true`. Resources without a term in these sets come
/// last in both directions. `CompiledQuery` sorts resources with the same key, first by differences that the key does
/// not show and then by the `id` in their documents.
public struct IndexOrder: Sendable, Hashable {
    /// The attribute to sort by.
    public let path: FieldPath
    /// A Boolean value that indicates whether the greatest key comes first.
    public let isDescending: Bool

    let order: OrderSets
    /// A Boolean value that indicates whether texts that contain a number are sorted as numbers.
    private let isNumeric: Bool

    init(_ path: FieldPath, _ order: OrderSets, isDescending: Bool, isNumeric: Bool) {
        (self.path, self.order, self.isDescending, self.isNumeric) = (path, order, isDescending, isNumeric)
    }

    /// The sets in the order of the query.
    public var sets: [Int] {
        let ascending = Array(order.booleans...order.texts)
        return isDescending ? ascending.reversed() : ascending
    }

    /// The sets whose terms do not determine the position of their resources.
    public var unorderedSets: [Int] { isNumeric ? [order.others, order.texts] : [order.others] }
}
