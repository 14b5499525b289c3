import TMFJSON
import TMFQuery

/// The kinds of values that have an order, as they are sorted.
enum IndexClass: UInt8 {
    case boolean = 1
    case number
    case instant
    case text
}

/// Where a value stands among the keys of a set.
enum IndexPosition<Key: Sendable>: Sendable {
    /// At a key that no other value has.
    case own(Key)
    /// At a key that values next to it may have too.
    case shared(Key)
    /// Between a key and the next one: the value has none, and belongs to the values that are looked at one by one.
    case after(Key)

    /// The key of the value, if it has one.
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

/// A way to make keys of values: numbers for a store in memory, and bytes for a database.
///
/// Keys of values that are equal as filters compare are equal, and the keys of a kind grow as the values do.
protocol IndexKeys: Sendable {
    associatedtype Key: Hashable, Comparable, Sendable

    /// The key of resources whose value tells nothing.
    static var nothing: Key { get }

    /// All keys of the values of a kind.
    static func keys(of kind: IndexClass) -> Range<Key>

    /// The least key above another one.
    static func next(after key: Key) -> Key

    // MARK: - Equality

    /// The key of the text between two offsets.
    static func equal(text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<Key>

    /// The key of a number, which is the text between two offsets.
    static func equal(number text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<Key>

    // MARK: - Order

    static func position(of value: Bool) -> IndexPosition<Key>
    static func position(of number: JSONNumber) -> IndexPosition<Key>
    static func position(of instant: RFC3339.Instant) -> IndexPosition<Key>
    /// The place of the text between two offsets.
    static func position(of text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<Key>

    /// Keys that hold those of all texts that start with some bytes of UTF-8.
    static func keys(startingWith prefix: [UInt8]) -> Range<Key>
}

extension IndexKeys {
    /// The keys of the values of a kind that stand in an order to a value, or equal it if there is none given; where the value's
    /// key is shared, those of all values that share it are among them.
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

    /// The keys of the instants that stand in an order to an instant, or equal it, which may be a day.
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
