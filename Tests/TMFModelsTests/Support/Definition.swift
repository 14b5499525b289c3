import Foundation
import TMFModels
import Testing

/// The attributes of a definition with their types and cardinalities, from the list or from a model.
struct Definition: Equatable {
    struct Attribute: Equatable, CustomStringConvertible {
        var name: String
        var type: String
        var cardinality: String

        var description: String { "\(name) \(type) \(cardinality)" }
    }

    var attributes: [Attribute]

    subscript(name: String) -> Attribute? { attributes.first { $0.name == name } }

    /// The definition that the table of a model states, mandatory as the API definition has it.
    init<Root: Model>(_ model: Root.Type) {
        attributes = Root.rows.map { row in
            let least = row.rules.contains(.mandatoryInSpecification) ? "1" : "0"
            return Attribute(
                name: row.name, type: row.type.description, cardinality: least + (row.isArray ? "..*" : "..1"))
        }
    }

    private init(attributes: [Attribute]) { self.attributes = attributes }

    /// The definitions of the list, by API and name: `TMF683 Note`.
    static func list() throws -> [String: Definition] {
        let url = try #require(
            Bundle.module.url(forResource: "definitions", withExtension: "txt", subdirectory: "Corpora"))
        var result: [String: Definition] = [:]
        var current = ""
        for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("  ") {
                let parts = line.split(separator: " ").map(String.init)
                try #require(parts.count == 3)
                result[current]?.attributes.append(Attribute(name: parts[0], type: parts[1], cardinality: parts[2]))
            } else {
                current = String(line)
                result[current] = Definition(attributes: [])
            }
        }
        return result
    }
}
