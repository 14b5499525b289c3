public import TMFJSON
public import TMFModels

/// A way from a model to one of its attributes, or to one below it.
///
/// `$0.status` and `$0.relatedParty.id` in the closures of a ``Query`` are such; what they can be compared with is known to
/// the compiler.
public protocol AttributeReference<Root>: Sendable {
    /// The model that the way starts at.
    associatedtype Root: Model
    /// What the attribute holds.
    associatedtype Value: Sendable

    /// The way as names.
    var path: AttributePath<Root, Value> { get }
}

extension Attribute: AttributeReference {}

extension AttributePath: AttributeReference {
    /// The path itself.
    public var path: Self { self }
}

extension AttributeReference {
    var fieldPath: FieldPath { FieldPath(path.names) }

    /// Sorts by the attribute, the least value first.
    public var ascending: SortKey { SortKey(fieldPath) }

    /// Sorts by the attribute, the greatest value first.
    public var descending: SortKey { SortKey(fieldPath, isDescending: true) }

    /// The attribute is there.
    public var exists: Condition<Root> { Condition(.exists(fieldPath)) }
}

// MARK: - Comparing

extension AttributeReference {
    /// The attribute equals a value.
    public func equals(_ value: Value) -> Condition<Root> where Value: ScalarValue { isIn([value]) }

    /// The attribute equals a text, in upper and lower case alike if that is asked for.
    ///
    /// Case is simple Unicode case folding, character by character: `ß` equals neither `ss` nor `SS`, and no language has rules of
    /// its own.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - ignoresCase: Whether upper and lower case are alike.
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

    /// The attribute does not equal a value, or is not there.
    public func notEquals(_ value: Value) -> Condition<Root> where Value: ScalarValue { !isIn([value]) }

    /// The attribute equals one of some values.
    public func isIn(_ values: [Value]) -> Condition<Root> where Value: ScalarValue {
        Condition(.equals(fieldPath, anyOf: values.map(FilterOperand.init)))
    }

    /// The attribute lies in a range without its end.
    public func isIn(_ range: Range<Value>) -> Condition<Root> where Value: OrderedValue {
        .all(of: [isAtLeast(range.lowerBound), isLess(than: range.upperBound)])
    }

    /// The attribute lies in a range with its end.
    public func isIn(_ range: ClosedRange<Value>) -> Condition<Root> where Value: OrderedValue {
        .all(of: [isAtLeast(range.lowerBound), isAtMost(range.upperBound)])
    }

    /// The attribute is less than a value.
    public func isLess(than value: Value) -> Condition<Root> where Value: OrderedValue { compare(.less, value) }

    /// The attribute is less than a value or equals it.
    public func isAtMost(_ value: Value) -> Condition<Root> where Value: OrderedValue { compare(.lessOrEqual, value) }

    /// The attribute is greater than a value.
    public func isGreater(than value: Value) -> Condition<Root> where Value: OrderedValue { compare(.greater, value) }

    /// The attribute is greater than a value or equals it.
    public func isAtLeast(_ value: Value) -> Condition<Root> where Value: OrderedValue {
        compare(.greaterOrEqual, value)
    }

    private func compare(_ order: Filter.Order, _ value: Value) -> Condition<Root> where Value: OrderedValue {
        Condition(.compare(fieldPath, order, FilterOperand(value)))
    }
}

// MARK: - Matching and arrays

extension AttributeReference {
    /// A part of the attribute's text matches a regular expression.
    public func matches(_ expression: RegularExpression) -> Condition<Root> where Value: ScalarValue {
        Condition(.matches(fieldPath, expression))
    }

    /// A part of the attribute's text matches a pattern.
    ///
    /// - Parameters:
    ///   - pattern: The pattern of a `RegularExpression`.
    ///   - ignoresCase: Whether upper and lower case are alike.
    /// - Returns: The condition.
    /// - Throws: `RegularExpressionError` if the pattern is not one.
    public func matches(
        _ pattern: String, ignoresCase: Bool = false
    ) throws(RegularExpressionError) -> Condition<Root> where Value: ScalarValue {
        matches(try RegularExpression(pattern, ignoresCase: ignoresCase))
    }

    /// The attribute's text has a part.
    ///
    /// - Parameters:
    ///   - text: The part, in which no character has a special meaning.
    ///   - ignoresCase: Whether upper and lower case are alike, by simple case folding.
    /// - Returns: The condition.
    /// - Throws: `RegularExpressionError` if the text is longer than a regular expression may be.
    public func contains(
        _ text: String, ignoringCase ignoresCase: Bool = false
    ) throws(RegularExpressionError) -> Condition<Root> where Value: ScalarValue {
        matches(try TextPattern.part(text).expression(ignoresCase: ignoresCase))
    }

    /// The attribute's text starts with a part.
    ///
    /// - Parameters:
    ///   - prefix: The part, in which no character has a special meaning.
    ///   - ignoresCase: Whether upper and lower case are alike, by simple case folding.
    /// - Returns: The condition.
    /// - Throws: `RegularExpressionError` if the text is longer than a regular expression may be.
    public func hasPrefix(
        _ prefix: String, ignoringCase ignoresCase: Bool = false
    ) throws(RegularExpressionError) -> Condition<Root> where Value: ScalarValue {
        matches(try TextPattern.prefix(prefix).expression(ignoresCase: ignoresCase))
    }

    /// The attribute's text ends with a part.
    ///
    /// - Parameters:
    ///   - suffix: The part, in which no character has a special meaning.
    ///   - ignoresCase: Whether upper and lower case are alike, by simple case folding.
    /// - Returns: The condition.
    /// - Throws: `RegularExpressionError` if the text is longer than a regular expression may be.
    public func hasSuffix(
        _ suffix: String, ignoringCase ignoresCase: Bool = false
    ) throws(RegularExpressionError) -> Condition<Root> where Value: ScalarValue {
        matches(try TextPattern.suffix(suffix).expression(ignoresCase: ignoresCase))
    }

    /// One element satisfies a condition as a whole.
    ///
    /// - Parameter condition: The condition, given the attributes of the element.
    /// - Returns: The condition on the model.
    /// - Throws: What the closure throws.
    public func any<Element: Model>(
        _ condition: (AttributeSet<Element>) throws -> Condition<Element>
    ) rethrows -> Condition<Root> where Value == [Element] {
        Condition(.anyElement(fieldPath, try condition(Element.attributes).filter))
    }

    /// One element equals a value.
    public func contains<Element: ScalarValue>(_ value: Element) -> Condition<Root> where Value == [Element] {
        Condition(.equals(fieldPath, FilterOperand(value)))
    }
}

extension FilterOperand {
    /// The operand for a scalar, which is a string, a number or a Boolean.
    init(_ value: some ScalarValue) {
        switch value.json {
        case .number(let number): self = .number(number)
        case .bool(let value): self = .bool(value)
        case .string(let text): self = .text(text)
        case .null, .array, .object: self = .null
        }
    }
}
