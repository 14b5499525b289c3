/// Reads markup strictly: every tag is closed, every attribute is quoted, every reference is known.
struct MarkupScanner {
    /// An element or a text within one.
    struct Element {
        var name: String
        var attributes: [String: String] = [:]
        var children: [Element] = []
        /// The text of the element itself, without that of its children.
        var text = ""

        /// The elements of a name, at any depth, in order.
        func all(_ name: String) -> [Element] {
            children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
        }

        /// The text of the element and all it holds.
        var wholeText: String { text + children.map(\.wholeText).joined() }
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private var rest: Substring.UnicodeScalarView
    /// The elements of HTML that have no end tag.
    private let voidNames: Set<String>

    /// Reads XML.
    static func xml(_ text: String) throws -> Element {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        guard text.hasPrefix(declaration) else { throw Failure(description: "no declaration") }
        var scanner = MarkupScanner(text.dropFirst(declaration.count), voidNames: [])
        return try scanner.document()
    }

    /// Reads a page whose tags are all closed but those of void elements.
    static func html(_ text: String) throws -> Element {
        let type = "<!DOCTYPE html>\n"
        guard text.hasPrefix(type) else { throw Failure(description: "no document type") }
        var scanner = MarkupScanner(text.dropFirst(type.count), voidNames: ["meta", "input", "br"])
        return try scanner.document()
    }

    private init(_ text: Substring, voidNames: Set<String>) {
        rest = text.unicodeScalars
        self.voidNames = voidNames
    }

    private mutating func document() throws -> Element {
        let root = try element()
        skipSpace()
        guard rest.isEmpty else { throw failure("text after the root") }
        return root
    }

    private mutating func element() throws -> Element {
        try expect("<")
        var element = Element(name: name())
        guard !element.name.isEmpty else { throw failure("no name") }
        while true {
            let hadSpace = skipSpace()
            if take("/>") { return element }
            if take(">") { break }
            let name = name()
            guard hadSpace, !name.isEmpty, element.attributes[name] == nil else { throw failure("attribute \(name)") }
            guard take("=") else {
                guard !voidNames.isEmpty else { throw failure("attribute without a value") }
                element.attributes[name] = ""
                continue
            }
            try expect("\"")
            element.attributes[name] = try text(upTo: "\"")
            try expect("\"")
        }
        if voidNames.contains(element.name) { return element }
        while true {
            element.text += try text(upTo: "<")
            if take("</") {
                guard name() == element.name, take(">") else { throw failure("the end of \(element.name)") }
                return element
            }
            element.children.append(try self.element())
        }
    }

    /// Reads a text with its references resolved; it holds characters that XML 1.0 allows, and no bare `<`.
    private mutating func text(upTo end: Unicode.Scalar) throws -> String {
        var result = String.UnicodeScalarView()
        while let scalar = rest.first, scalar != end {
            rest.removeFirst()
            switch scalar {
            case "<": throw failure("a bare <")
            case "&":
                let name = String(rest.prefix { $0 != ";" })
                rest = rest.dropFirst(name.unicodeScalars.count)
                try expect(";")
                let known: [String: Unicode.Scalar] = [
                    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "#9": "\t", "#10": "\n", "#13": "\r",
                ]
                guard let value = known[name] else { throw failure("the reference \(name)") }
                result.append(value)
            case "\t", "\n", " "..."\u{7E}", "\u{85}", "\u{A0}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}",
                "\u{10000}"..."\u{10FFFF}":
                result.append(scalar)
            default: throw failure("the character U+\(String(scalar.value, radix: 16))")
            }
        }
        return String(result)
    }

    private mutating func name() -> String {
        let name = rest.prefix { $0.properties.isAlphabetic || "-0123456789".unicodeScalars.contains($0) }
        rest = rest.dropFirst(name.count)
        return String(name)
    }

    @discardableResult private mutating func skipSpace() -> Bool {
        let count = rest.count
        rest = rest.drop { " \n".unicodeScalars.contains($0) }
        return rest.count < count
    }

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest = rest.dropFirst(text.unicodeScalars.count)
        return true
    }

    private mutating func expect(_ text: String) throws {
        guard take(text) else { throw failure("'\(text)' is missing") }
    }

    private func failure(_ text: String) -> Failure {
        Failure(description: "\(text), before: \(String(rest.prefix(80)))")
    }
}
