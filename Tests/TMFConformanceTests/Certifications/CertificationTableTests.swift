import Foundation
import Testing

@Suite("The table of the five certifications")
struct CertificationTableTests {
    @Test("The documentation holds the table that the systems give")
    func documented() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Sources/TMForum/TMForum.docc/Guides/Conformance.md"), encoding: .utf8)
        let heading = "## The five certifications\n"
        let parts = text.components(separatedBy: heading)
        try #require(parts.count == 2)
        let section = parts[1].components(separatedBy: "\n## ")[0]
        let table = section.split(separator: "\n").filter { $0.hasPrefix("|") }.joined(separator: "\n")
        #expect(table == CertificationTable.text)
    }
}
