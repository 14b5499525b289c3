public import TMFModels

/// A condition on a model, built from its attributes.
///
/// Build conditions by comparing the attributes that the closure of ``Query/filter(_:)`` receives, and combine them
/// with `&&`, `||` and `!`. If there are many, ``all(of:)`` and ``any(of:)`` compile faster.
public struct Condition<Root: Model>: Sendable, Hashable {
    /// The condition without static types.
    public let filter: Filter

    /// Creates a condition from a filter.
    ///
    /// - Parameter filter: The filter.
    public init(_ filter: Filter) { self.filter = filter }

    /// Returns a condition that requires all of the given conditions.
    ///
    /// - Parameter conditions: The conditions; if there are none, every resource satisfies the result.
    /// - Returns: The condition.
    public static func all(of conditions: [Self]) -> Self { Self(.all(conditions.map(\.filter))) }

    /// Returns a condition that requires at least one of the given conditions.
    ///
    /// - Parameter conditions: The conditions; if there are none, no resource satisfies the result.
    /// - Returns: The condition.
    public static func any(of conditions: [Self]) -> Self { Self(.any(conditions.map(\.filter))) }

    /// Returns a condition that requires both conditions.
    public static func && (first: Self, second: Self) -> Self { all(of: [first, second]) }

    /// Returns a condition that requires at least one of two conditions.
    public static func || (first: Self, second: Self) -> Self { any(of: [first, second]) }

    /// Returns the negation of a condition.
    public static prefix func ! (condition: Self) -> Self { Self(.not(condition.filter)) }
}

// MARK: - Operators

extension AttributeReference {
    /// Returns a condition that requires the attribute to equal a value.
    public static func == (attribute: Self, value: Value) -> Condition<Root> where Value: ScalarValue {
        attribute.equals(value)
    }

    /// Returns a condition that requires the attribute to differ from a value or to be absent.
    public static func != (attribute: Self, value: Value) -> Condition<Root> where Value: ScalarValue {
        attribute.notEquals(value)
    }

    /// Returns a condition that requires the attribute to be less than a value.
    public static func < (attribute: Self, value: Value) -> Condition<Root> where Value: OrderedValue {
        attribute.isLess(than: value)
    }

    /// Returns a condition that requires the attribute to be less than or equal to a value.
    public static func <= (attribute: Self, value: Value) -> Condition<Root> where Value: OrderedValue {
        attribute.isAtMost(value)
    }

    /// Returns a condition that requires the attribute to be greater than a value.
    public static func > (attribute: Self, value: Value) -> Condition<Root> where Value: OrderedValue {
        attribute.isGreater(than: value)
    }

    /// Returns a condition that requires the attribute to be greater than or equal to a value.
    public static func >= (attribute: Self, value: Value) -> Condition<Root> where Value: OrderedValue {
        attribute.isAtLeast(value)
    }
}
