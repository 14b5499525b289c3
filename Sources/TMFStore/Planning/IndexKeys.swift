import TMFJSON
import TMFQuery

/// The kinds of values that have an order, in the order in which they are sorted.
enum IndexClass: UInt8 {
    case boolean = 1
    case number
    case instant
    case text
}

/// The position of a value among the keys of a set.
enum IndexPosition<Key: Sendable>: Sendable {
    /// At a key that no other value has.
    case own(Key)
    /// At a key that adjacent values may share.
    case shared(Key)
    /// Between a key and the next one: the value has no key and belongs to the values that are examined one by one.
    case after(Key)

    /// The key of the value, or `nil` if it has none.
    var key: Key? {
        switch self {
        case .own(let key), .shared(let key): key
        case .after: nil
        }
    }

    var isShared: Bool {
        if case .shared = self { true } else { false }
    }
}

/// A kind of keys for values: numbers for a store in memory, and bytes for a database.
///
/// Values that are equal in a filter have equal keys, and the keys of a kind ascend with its values.
protocol IndexKeys: Sendable {
    associatedtype Key: Hashable, Comparable, Sendable

    /// The key of resources whose value does not decide.
    static var nothing: Key { get }

    /// Returns the range of all keys of a kind.
    static func keys(of kind: IndexClass) -> Range<Key>

    /// Returns the lowest key above another one.
    static func next(after key: Key) -> Key

    // MARK: - Equality

    /// Returns the position of the text between two offsets, for equality.
    static func equal(text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<Key>

    /// Returns the position of a number, which is the text between two offsets, for equality.
    static func equal(number text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<Key>

    // MARK: - Order

    static func position(of value: Bool) -> IndexPosition<Key>
    static func position(of number: JSONNumber) -> IndexPosition<Key>
    static func position(of instant: RFC3339.Instant) -> IndexPosition<Key>
    /// Returns the position of the text between two offsets.
    static func position(of text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<Key>

    /// Returns a range with the keys of all texts that start with a prefix in UTF-8.
    static func keys(startingWith prefix: [UInt8]) -> Range<Key>
}

extension IndexKeys {
    /// Returns the keys of the values of a kind that have an order to a value, or that equal it if no order is given.
    ///
    /// If the key of the value is shared, the keys include all values that share it.
    static func keys(
        _ order: Filter.Order?, _ position: IndexPosition<Key>, of kind: IndexClass
    ) -> Range<Key> {
        let all = keys(of: kind)
        switch (order, position) {
        case (.less, .own(let key)): return all.lowerBound..<key
        case (.less, .shared(let key)), (.less, .after(let key)), (.lessOrEqual, .own(let key)),
            (.lessOrEqual, .shared(let key)), (.lessOrEqual, .after(let key)):
            return all.lowerBound..<next(after: key)
        case (.greater, .shared(let key)), (.greaterOrEqual, .own(let key)), (.greaterOrEqual, .shared(let key)):
            return key..<all.upperBound
        case (.greater, .own(let key)), (.greater, .after(let key)), (.greaterOrEqual, .after(let key)):
            return next(after: key)..<all.upperBound
        case (nil, .own(let key)), (nil, .shared(let key)): return key..<next(after: key)
        case (nil, .after(let key)): return next(after: key)..<next(after: key)
        }
    }

    /// Returns the keys of the instants that have an order to an instant, or that equal it, which may be a day.
    static func keys(_ order: Filter.Order?, _ instant: RFC3339.Instant) -> Range<Key> {
        guard order == nil, instant.isDateOnly else { return keys(order, position(of: instant), of: .instant) }
        var tomorrow = instant
        tomorrow.seconds += 86_400
        return keys(.greaterOrEqual, position(of: instant), of: .instant)
            .lowerBound..<keys(.greaterOrEqual, position(of: tomorrow), of: .instant).lowerBound
    }

    static func position(of text: String) -> IndexPosition<Key> {
        var text = text
        // Safety: the span ends with the call.
        return text.withUTF8 { unsafe position(of: $0.span, from: 0, to: $0.count) }
    }
}
