public import TMFJSON
public import TMFModels

/// A condition on resources.
///
/// Wherever a path leads through arrays or to one, any of the elements may satisfy the condition; two conditions on one
/// array may be satisfied by different elements, unless they stand in one ``anyElement(_:_:)``. Values are compared by
/// what the resource holds: strings that are both date-times or dates as instants, numbers by value, other
/// strings exactly, code point by code point, and Booleans as `true` and `false`. A date alone equals every
/// instant of its day in UTC, and stands for the start of that day in a range; a date-time without an offset is in UTC.
///
/// Further kinds of conditions may come. A driver that translates a filter leaves those that it does not know to a ``QueryRun``:
///
/// ```swift
/// switch filter {
/// case .equals(let path, let operands): return lookup(path, operands)
/// @unknown default: return nil  // every resource is a candidate
/// }
/// ```
@nonexhaustive
public indirect enum Filter: Sendable, Hashable {
    /// A relation between a value and an operand that have an order.
    public enum Order: Sendable, Hashable {
        /// `<`
        case less
        /// `<=`
        case lessOrEqual
        /// `>`
        case greater
        /// `>=`
        case greaterOrEqual
    }

    /// All of some conditions; none of them is no condition.
    case all([Filter])
    /// Any of some conditions; none of them is never satisfied.
    case any([Filter])
    /// The opposite of a condition.
    case not(Filter)
    /// The attribute equals one of some operands.
    case equals(FieldPath, anyOf: [FilterOperand])
    /// The attribute stands in an order to an operand.
    case compare(FieldPath, Order, FilterOperand)
    /// A part of the attribute's text matches a regular expression.
    case matches(FieldPath, RegularExpression)
    /// The attribute is there, be it `null`.
    case exists(FieldPath)
    /// One element of an array, or the object in its place, satisfies a condition, whose paths start at the element.
    case anyElement(FieldPath, Filter)
    /// The path selects something in the resource, as its root; a path in the dialect of TMF630.
    case path(JSONPath)

    /// The attribute equals an operand.
    public static func equals(_ path: FieldPath, _ operand: FilterOperand) -> Filter { .equals(path, anyOf: [operand]) }

    /// The attribute does not equal any of some operands; so also, if it is not there.
    public static func notEquals(_ path: FieldPath, _ operands: FilterOperand...) -> Filter {
        .not(.equals(path, anyOf: operands))
    }

    /// The attribute is not there, or is `null`.
    public static func isNull(_ path: FieldPath) -> Filter { .any([.not(.exists(path)), .equals(path, .null)]) }

    /// Whether every resource satisfies the filter.
    public var isEmpty: Bool { self == .all([]) }
}

extension Filter: CustomStringConvertible {
    /// The filter in words and signs, for people.
    public var description: String {
        switch self {
        case .all(let filters): filters.isEmpty ? "everything" : Self.joined(filters, "and")
        case .any(let filters): filters.isEmpty ? "nothing" : Self.joined(filters, "or")
        case .not(let filter): "not (\(filter))"
        case .equals(let path, let operands) where operands.count == 1: "\(path.place) = \(operands[0])"
        case .equals(let path, let operands):
            "\(path.place) in (\(operands.map(\.description).joined(separator: ", ")))"
        case .compare(let path, let order, let operand): "\(path.place) \(order.sign.rawValue) \(operand)"
        case .matches(let path, let pattern): "\(path.place) ~ /\(pattern)/\(pattern.ignoresCase ? "i" : "")"
        case .exists(let path): "\(path.place) exists"
        case .anyElement(let path, let filter): "\(path.place)[\(filter)]"
        case .path(let path): "path \(path)"
        }
    }

    private static func joined(_ filters: [Filter], _ word: String) -> String {
        filters.map { filter in
            switch filter {
            case .all(let inner) where inner.count > 1: "(\(filter))"
            case .any(let inner) where inner.count > 1: "(\(filter))"
            default: filter.description
            }
        }
        .joined(separator: " \(word) ")
    }
}

extension FieldPath {
    fileprivate var place: String { names.isEmpty ? "this" : description }
}

extension Filter.Order {
    package var sign: PathOperator {
        switch self {
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        }
    }

    init?(_ sign: PathOperator) {
        switch sign {
        case .less: self = .less
        case .lessOrEqual: self = .lessOrEqual
        case .greater: self = .greater
        case .greaterOrEqual: self = .greaterOrEqual
        case .equal, .notEqual: return nil
        }
    }
}
