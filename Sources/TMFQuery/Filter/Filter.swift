public import TMFJSON
public import TMFModels

/// A condition on resources.
///
/// If a path leads through arrays or to an array, any of the elements may satisfy the condition. Different elements may
/// satisfy two conditions on the same array, unless both are part of one ``anyElement(_:_:)``. Values are compared
/// according to the value in the resource: two strings that are both date-times as instants, numbers by value, other
/// strings exactly, code point by code point, and Booleans as `true` and `false`. A date without a time equals every
/// instant of its day in UTC, and stands for the start of that day in a range. A date-time without an offset is in UTC.
///
/// More kinds of conditions may be added. A driver that translates a filter leaves unknown conditions to a
/// ``QueryRun``:
///
/// ```swift
/// switch filter {
/// case .equals(let path, let operands): return lookup(path, operands)
/// @unknown default: return nil  // every resource is a candidate
/// }
/// ```
@nonexhaustive
public indirect enum Filter: Sendable, Hashable {
    /// A relation between two values that have an order.
    public enum Order: Sendable, Hashable {
        /// Less than: `<`.
        case less
        /// Less than or equal: `<=`.
        case lessOrEqual
        /// Greater than: `>`.
        case greater
        /// Greater than or equal: `>=`.
        case greaterOrEqual
    }

    /// All of the conditions hold; an empty list always holds.
    case all([Filter])
    /// At least one of the conditions holds; an empty list never holds.
    case any([Filter])
    /// The condition does not hold.
    case not(Filter)
    /// The attribute equals one of the operands.
    case equals(FieldPath, anyOf: [FilterOperand])
    /// The attribute has the given order relative to the operand.
    case compare(FieldPath, Order, FilterOperand)
    /// A part of the attribute's text matches a regular expression.
    case matches(FieldPath, RegularExpression)
    /// The attribute is present, even if it is `null`.
    case exists(FieldPath)
    /// One element of an array, or an object in place of the array, satisfies a condition whose paths start at the
    /// element.
    case anyElement(FieldPath, Filter)
    /// The path, in the TMF630 dialect and with the resource as its root, selects a value.
    case path(JSONPath)

    /// Returns a filter that requires the attribute to equal an operand.
    public static func equals(_ path: FieldPath, _ operand: FilterOperand) -> Filter { .equals(path, anyOf: [operand]) }

    /// Returns a filter that requires the attribute not to equal any of the operands, or to be absent.
    public static func notEquals(_ path: FieldPath, _ operands: FilterOperand...) -> Filter {
        .not(.equals(path, anyOf: operands))
    }

    /// Returns a filter that requires the attribute to be absent or `null`.
    public static func isNull(_ path: FieldPath) -> Filter { .any([.not(.exists(path)), .equals(path, .null)]) }

    /// A Boolean value that indicates whether every resource satisfies the filter.
    public var isEmpty: Bool { self == .all([]) }
}

extension Filter: CustomStringConvertible {
    /// A readable description of the filter.
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
