import TMFJSON

/// The reusable parts of an OpenAPI document, each with a unique name.
struct OpenAPIComponents {
    enum Kind: String, CaseIterable {
        case schemas
        case responses
        case parameters
    }

    private var parts: [Kind: JSONObject] = [:]

    /// Returns a reference to a part, and adds the part unless an equal one already has one of its names.
    ///
    /// - Parameters:
    ///   - kind: The kind of the part.
    ///   - name: The name.
    ///   - qualifier: A text to append to the name if another part has it.
    ///   - part: The part.
    /// - Returns: The reference.
    mutating func reference(
        _ kind: Kind, _ name: String, qualifier: String = "", to part: JSONObject
    ) -> JSONObject {
        var names = UniqueName(name, qualifier: qualifier)
        while let other = parts[kind]?[names.text] {
            if other == .object(part) { return Self.reference(kind, names.text) }
            names.advance()
        }
        parts[kind, default: [:]][names.text] = .object(part)
        return Self.reference(kind, names.text)
    }

    /// Reserves a name for a schema, which may refer to itself before it is complete.
    mutating func reserveSchema(_ name: String, qualifier: String) -> String {
        var names = UniqueName(name, qualifier: qualifier)
        while parts[.schemas]?[names.text] != nil { names.advance() }
        parts[.schemas, default: [:]][names.text] = .null
        return names.text
    }

    /// Sets a schema whose name was reserved.
    mutating func setSchema(_ name: String, to schema: JSONObject) { parts[.schemas]?[name] = .object(schema) }

    static func reference(_ kind: Kind, _ name: String) -> JSONObject {
        ["$ref": .string("#/components/\(kind.rawValue)/\(name)")]
    }

    /// The parts grouped by kind and sorted by name.
    var json: JSONObject {
        var result = JSONObject()
        for kind in Kind.allCases {
            guard let members = parts[kind]?.members else { continue }
            result[kind.rawValue] = .object(JSONObject(members.sorted { $0.name < $1.name }))
        }
        return result
    }
}

/// The candidate names of a part, in the order in which they are tried: its own name, the name with a qualifier, then
/// numbered names.
struct UniqueName {
    private(set) var text: String
    private let plain: String
    private let qualified: String
    private var count = 1

    /// Creates the candidates, and replaces characters that are not allowed in the name of a component.
    init(_ name: String, qualifier: String) {
        plain = Self.permitted(name)
        qualified = plain + Self.permitted(qualifier)
        text = plain
    }

    mutating func advance() {
        if text == plain, qualified != plain {
            text = qualified
        } else {
            count += 1
            text = qualified + String(count)
        }
    }

    private static func permitted(_ name: String) -> String {
        String(
            name.unicodeScalars.map { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": Character(scalar)
                default: "_"
                }
            })
    }
}
