import Foundation
import Testing
import _TMFTestSupport

/// A section of a guide, whose tables tests hold equal to what they find out.
struct DocumentedSection {
    let text: String

    /// Reads the section below a heading, up to the next one of the same level.
    init(_ heading: String, of guide: String = "Conformance") throws {
        let text = try Checkout.guide(guide)
        let parts = text.components(separatedBy: "\n## \(heading)\n")
        try #require(parts.count == 2, "\(guide) has no section '\(heading)', or more than one")
        self.text = parts[1].components(separatedBy: "\n## ")[0]
    }

    /// The lines of the section that are rows of tables.
    var table: String { text.split(separator: "\n").filter { $0.hasPrefix("|") }.joined(separator: "\n") }

    /// The text with every line break as a space, to look for sentences in it.
    var sentences: String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }
}
