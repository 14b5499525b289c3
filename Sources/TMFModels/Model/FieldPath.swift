import TMFJSON

/// A path of names from a resource to an attribute, such as `relatedParty.id`.
///
/// A path leads through arrays: `relatedParty.id` is the id of every related party.
public struct FieldPath: Sendable, Hashable {
    /// The names on the wire, from the resource down; empty for the resource, or the array element, itself.
    public var names: [String]

    /// Creates a path.
    ///
    /// - Parameter names: The names on the wire, from the resource down.
    public init(_ names: [String]) { self.names = names }
}

extension FieldPath: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    /// Creates a path from names separated by dots.
    ///
    /// - Parameter text: The names, separated by dots.
    public init(stringLiteral text: String) { self.init(text.split(separator: ".").map(String.init)) }

    /// Creates a path from names, which may contain dots.
    ///
    /// - Parameter names: The names.
    public init(arrayLiteral names: String...) { self.init(names) }
}

extension FieldPath {
    /// Returns whether two paths have the same names, code point by code point.
    public static func == (first: Self, second: Self) -> Bool {
        first.names.elementsEqual(second.names) { PathName($0) == PathName($1) }
    }

    /// Hashes the names.
    public func hash(into hasher: inout Hasher) {
        for name in names { hasher.combine(PathName(name)) }
    }
}

extension FieldPath: CustomStringConvertible {
    /// The names, separated by dots.
    public var description: String { names.joined(separator: ".") }
}
