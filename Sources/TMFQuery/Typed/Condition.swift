public import TMFModels

/// A condition on a model, made from its attributes.
///
/// Conditions are made by comparing what the closure of ``Query/filter(_:)`` is given, and combined with `&&`, `||` and
/// `!`. Where there are many, ``all(of:)`` and ``any(of:)`` spare the compiler work.
public struct Condition<Root: Model>: Sendable, Hashable {
    /// The condition without its types.
    public let filter: Filter

    /// Creates a condition.
    ///
    /// - Parameter filter: What it says.
    public init(_ filter: Filter) { self.filter = filter }

    /// All of some conditions.
    ///
    /// - Parameter conditions: The conditions; none of them is no condition.
    /// - Returns: The condition.
    public static func all(of conditions: [Self]) -> Self { Self(.all(conditions.map(\.filter))) }

    /// Any of some conditions.
    ///
    /// - Parameter conditions: The conditions; none of them is never satisfied.
    /// - Returns: The condition.
    public static func any(of conditions: [Self]) -> Self { Self(.any(conditions.map(\.filter))) }

    /// Both conditions.
    public static func && (first: Self, second: Self) -> Self { all(of: [first, second]) }

    /// One of two conditions.
    public static func || (first: Self, second: Self) -> Self { any(of: [first, second]) }

    /// The opposite of a condition.
    public static prefix func ! (condition: Self) -> Self { Self(.not(condition.filter)) }
}

// MARK: - Operators

/// The attribute equals a value.
public func == <Reference: AttributeReference>(
    attribute: Reference, value: Reference.Value
) -> Condition<Reference.Root> where Reference.Value: ScalarValue { attribute.equals(value) }

/// The attribute does not equal a value, or is not there.
public func != <Reference: AttributeReference>(
    attribute: Reference, value: Reference.Value
) -> Condition<Reference.Root> where Reference.Value: ScalarValue { attribute.notEquals(value) }

/// The attribute is less than a value.
public func < <Reference: AttributeReference>(
    attribute: Reference, value: Reference.Value
) -> Condition<Reference.Root> where Reference.Value: OrderedValue { attribute.isLess(than: value) }

/// The attribute is less than a value or equals it.
public func <= <Reference: AttributeReference>(
    attribute: Reference, value: Reference.Value
) -> Condition<Reference.Root> where Reference.Value: OrderedValue { attribute.isAtMost(value) }

/// The attribute is greater than a value.
public func > <Reference: AttributeReference>(
    attribute: Reference, value: Reference.Value
) -> Condition<Reference.Root> where Reference.Value: OrderedValue { attribute.isGreater(than: value) }

/// The attribute is greater than a value or equals it.
public func >= <Reference: AttributeReference>(
    attribute: Reference, value: Reference.Value
) -> Condition<Reference.Root> where Reference.Value: OrderedValue { attribute.isAtLeast(value) }
