import Foundation
import Testing
import _TMFTestSupport

@Suite("The glossary")
struct GlossaryTests {
    private struct Row {
        var term: String
        var place: String
    }

    /// The rows of each table.
    private static func tables() throws -> [[Row]] {
        let text = try Checkout.guide("Glossary")
        return text.components(separatedBy: "|---|---|---|\n").dropFirst().map { table in
            table.split(separator: "\n").prefix { $0.hasPrefix("|") }.map { line in
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                return Row(term: cells.first ?? "", place: cells.count == 3 ? cells[2] : "")
            }
        }
    }

    /// The names of the types that a module declares.
    private static func types(of module: String) throws -> Set<String> {
        let files = try #require(
            FileManager.default.enumerator(
                at: Checkout.root.appending(path: "Sources/\(module)"), includingPropertiesForKeys: nil))
        let declaration = #/(?:struct|class|enum|protocol|actor|typealias) ([A-Za-z0-9]+)/#
        var names: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            for match in source.matches(of: declaration) { names.insert(String(match.1)) }
        }
        return names
    }

    @Test("Every term is explained once, in alphabetical order")
    func terms() throws {
        let tables = try Self.tables()
        #expect(tables.count == 2)
        for rows in tables {
            let terms = rows.map { $0.term.replacing("`", with: "").lowercased() }
            #expect(terms == Set(terms).sorted())
        }
        let all = tables.joined().map(\.term)
        #expect(all.count > 70 && Set(all).count == all.count)
    }

    // Types that are not public have no page to link to, and are written as plain code.
    @Test("Every place is a type of the module, or a page")
    func places() throws {
        var known: [String: Set<String>] = [:]
        for row in try Self.tables().joined() {
            if let match = row.place.wholeMatch(of: #/(?:``/|`)(\w+)/(\w+)`{1,2}/#) {
                let module = String(match.1)
                let types = try known[module] ?? Self.types(of: module)
                known[module] = types
                #expect(types.contains(String(match.2)), "\(row.term): \(row.place)")
            } else {
                let page = try #require(row.place.wholeMatch(of: #/\[[^\]]+\]\(doc:(\w+)\)/#)?.1, "\(row.term)")
                #expect(throws: Never.self, "\(row.term): \(page)") { try Checkout.guide(String(page)) }
            }
        }
    }
}
