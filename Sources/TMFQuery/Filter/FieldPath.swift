import TMFJSON

/// A path of names from a resource to an attribute, such as `relatedParty.id`.
///
/// A name of an array is that of its elements: `relatedParty.id` leads to the id of every related party.
public struct FieldPath: Sendable, Hashable {
    /// The names on the wire, from the resource down; empty for the resource, or the array element, itself.
    public var names: [String]

    /// Creates a path.
    ///
    /// - Parameter names: The names on the wire, from the resource down.
    public init(_ names: [String]) { self.names = names }

    /// Whether an operator of a query string may begin with a byte, which then ends the name before it.
    static func isSign(_ byte: UInt8) -> Bool { "=<>!*~".utf8.contains(byte) }
}

extension FieldPath: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    /// Creates a path from names with dots between them.
    ///
    /// - Parameter text: The names.
    public init(stringLiteral text: String) { self.init(text.split(separator: ".").map(String.init)) }

    /// Creates a path from names, which may hold dots.
    ///
    /// - Parameter names: The names.
    public init(arrayLiteral names: String...) { self.init(names) }
}

extension FieldPath {
    /// Returns whether two paths have the same names, code point by code point.
    public static func == (first: Self, second: Self) -> Bool {
        first.names.elementsEqual(second.names) { PathName($0) == PathName($1) }
    }

    /// Feeds the names to a hasher.
    public func hash(into hasher: inout Hasher) {
        for name in names { hasher.combine(PathName(name)) }
    }
}

extension FieldPath: CustomStringConvertible {
    /// The names with dots between them.
    public var description: String { names.joined(separator: ".") }
}
