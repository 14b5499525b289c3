public import TMFJSON
public import TMFModels

/// A path from a model to one of its attributes, directly or through other attributes.
///
/// In the closures of a ``Query``, `$0.status` and `$0.relatedParty.id` are such references; the compiler checks the
/// values they are compared with.
public protocol AttributeReference<Root>: Sendable {
    /// The model that the path starts at.
    associatedtype Root: Model
    /// The type of the attribute's value.
    associatedtype Value: Sendable

    /// The path as names.
    var path: AttributePath<Root, Value> { get }
}

extension Attribute: AttributeReference {}

extension AttributePath: AttributeReference {
    /// The path itself.
    public var path: Self { self }
}

extension AttributeReference {
    var fieldPath: FieldPath { FieldPath(path.names) }

    /// A sort key with the least value of the attribute first.
    public var ascending: SortKey { SortKey(fieldPath) }

    /// A sort key with the greatest value of the attribute first.
    public var descending: SortKey { SortKey(fieldPath, isDescending: true) }

    /// A condition that requires the attribute to be present.
    public var exists: Condition<Root> { Condition(.exists(fieldPath)) }
}

// MARK: - Comparing

extension AttributeReference {
    /// Returns a condition that requires the attribute to equal a value.
    public func equals(_ value: Value) -> Condition<Root> where Value: ScalarValue { isIn([value]) }

    /// Returns a condition that requires the attribute to equal a text, optionally ignoring case.
    ///
    /// Case is ignored by simple Unicode case folding, character by character: `ß` equals neither `ss` nor `SS`, and no
    /// rules of specific languages apply.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - ignoresCase: Whether case is ignored.
    /// - Returns: The condition.
    /// - Throws: `RegularExpressionError` if the text is longer than a regular expression may be.
    public func equals(
        _ text: String, ignoringCase ignoresCase: Bool
    ) throws(RegularExpressionError) -> Condition<Root> where Value: ScalarValue {
        let equality = Filter.equals(fieldPath, .text(text))
        guard ignoresCase else { return Condition(equality) }
        return Condition(
            .any([equality, .matches(fieldPath, try TextPattern.whole(text).expression(ignoresCase: true))]))
    }

    /// Returns a condition that requires the attribute to differ from a value or to be absent.
    public func notEquals(_ value: Value) -> Condition<Root> where Value: ScalarValue { !isIn([value]) }

    /// Returns a condition that requires the attribute to equal one of several values.
    public func isIn(_ values: [Value]) -> Condition<Root> where Value: ScalarValue {
        Condition(.equals(fieldPath, anyOf: values.map(FilterOperand.init)))
    }

    /// Returns a condition that requires the attribute to be in a half-open range.
    public func isIn(_ range: Range<Value>) -> Condition<Root> where Value: OrderedValue {
        .all(of: [isAtLeast(range.lowerBound), isLess(than: range.upperBound)])
    }

    /// Returns a condition that requires the attribute to be in a closed range.
    public func isIn(_ range: ClosedRange<Value>) -> Condition<Root> where Value: OrderedValue {
        .all(of: [isAtLeast(range.lowerBound), isAtMost(range.upperBound)])
    }

    /// Returns a condition that requires the attribute to be less than a value.
    public func isLess(than value: Value) -> Condition<Root> where Value: OrderedValue { compare(.less, value) }

    /// Returns a condition that requires the attribute to be less than or equal to a value.
    public func isAtMost(_ value: Value) -> Condition<Root> where Value: OrderedValue { compare(.lessOrEqual, value) }

    /// Returns a condition that requires the attribute to be greater than a value.
    public func isGreater(than value: Value) -> Condition<Root> where Value: OrderedValue { compare(.greater, value) }

    /// Returns a condition that requires the attribute to be greater than or equal to a value.
    public func isAtLeast(_ value: Value) -> Condition<Root> where Value: OrderedValue {
        compare(.greaterOrEqual, value)
    }

    private func compare(_ order: Filter.Order, _ value: Value) -> Condition<Root> where Value: OrderedValue {
        Condition(.compare(fieldPath, order, FilterOperand(value)))
    }
}

// MARK: - Matching and arrays

extension AttributeReference {
    /// Returns a condition that requires a part of the attribute's text to match a regular expression.
    public func matches(_ expression: RegularExpression) -> Condition<Root> where Value: ScalarValue {
        Condition(.matches(fieldPath, expression))
    }

    /// Returns a condition that requires a part of the attribute's text to match a pattern.
    ///
    /// - Parameters:
    ///   - pattern: The pattern of a `RegularExpression`.
    ///   - ignoresCase: Whether case is ignored.
    /// - Returns: The condition.
    /// - Throws: `RegularExpressionError` if the pattern is invalid.
    public func matches(
        _ pattern: String, ignoresCase: Bool = false
    ) throws(RegularExpressionError) -> Condition<Root> where Value: ScalarValue {
        matches(try RegularExpression(pattern, ignoresCase: ignoresCase))
    }

    /// Returns a condition that requires the attribute's text to contain a text.
    ///
    /// - Parameters:
    ///   - text: The text to find, in which no character has a special meaning.
    ///   - ignoresCase: Whether case is ignored, by simple case folding.
    /// - Returns: The condition.
    /// - Throws: `RegularExpressionError` if the text is longer than a regular expression may be.
    public func contains(
        _ text: String, ignoringCase ignoresCase: Bool = false
    ) throws(RegularExpressionError) -> Condition<Root> where Value: ScalarValue {
        matches(try TextPattern.part(text).expression(ignoresCase: ignoresCase))
    }

    /// Returns a condition that requires the attribute's text to start with a text.
    ///
    /// - Parameters:
    ///   - prefix: The text at the start, in which no character has a special meaning.
    ///   - ignoresCase: Whether case is ignored, by simple case folding.
    /// - Returns: The condition.
    /// - Throws: `RegularExpressionError` if the text is longer than a regular expression may be.
    public func hasPrefix(
        _ prefix: String, ignoringCase ignoresCase: Bool = false
    ) throws(RegularExpressionError) -> Condition<Root> where Value: ScalarValue {
        matches(try TextPattern.prefix(prefix).expression(ignoresCase: ignoresCase))
    }

    /// Returns a condition that requires the attribute's text to end with a text.
    ///
    /// - Parameters:
    ///   - suffix: The text at the end, in which no character has a special meaning.
    ///   - ignoresCase: Whether case is ignored, by simple case folding.
    /// - Returns: The condition.
    /// - Throws: `RegularExpressionError` if the text is longer than a regular expression may be.
    public func hasSuffix(
        _ suffix: String, ignoringCase ignoresCase: Bool = false
    ) throws(RegularExpressionError) -> Condition<Root> where Value: ScalarValue {
        matches(try TextPattern.suffix(suffix).expression(ignoresCase: ignoresCase))
    }

    /// Returns a condition that requires a single element to satisfy a condition.
    ///
    /// - Parameter condition: A closure that receives the attributes of the element and returns the condition.
    /// - Returns: The condition on the model.
    /// - Throws: Any error that the closure throws.
    public func any<Element: Model>(
        _ condition: (AttributeSet<Element>) throws -> Condition<Element>
    ) rethrows -> Condition<Root> where Value == [Element] {
        Condition(.anyElement(fieldPath, try condition(Element.attributes).filter))
    }

    /// Returns a condition that requires an element to equal a value.
    public func contains<Element: ScalarValue>(_ value: Element) -> Condition<Root> where Value == [Element] {
        Condition(.equals(fieldPath, FilterOperand(value)))
    }
}

extension FilterOperand {
    /// Creates the operand for a scalar, which is a string, a number or a Boolean.
    init(_ value: some ScalarValue) {
        switch value.json {
        case .number(let number): self = .number(number)
        case .bool(let value): self = .bool(value)
        case .string(let text): self = .text(text)
        case .null, .array, .object: self = .null
        }
    }
}
