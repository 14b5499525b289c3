import Foundation
import TMFConformance
import TMForum
import Testing
import _TMFTestSupport

@testable import tmf

@Suite("The chapter on conformance and tmf check")
struct CheckDocumentationTests {
    /// The first cells of the table in a section, without backticks.
    private static func cells(of heading: String) throws -> [String] {
        let text = try Checkout.guide("Conformance")
        let parts = text.components(separatedBy: "\n## \(heading)\n")
        try #require(parts.count == 2)
        let section = parts[1].components(separatedBy: "\n## ")[0]
        return section.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
            String(line.dropFirst(3).prefix { $0 != "`" })
        }
    }

    @Test("It has a row for every option of the help text, in its words and order, and for no other")
    func options() throws {
        let help = HelpTopic.check.text.split(separator: "\n").filter { $0.hasPrefix("  --") }
        let options = help.map { line in
            String(line.dropFirst(2)).components(separatedBy: "  ")[0]
        }
        #expect(options.count > 10)
        #expect(try Self.cells(of: "Options") == options)
    }

    @Test("It has a row for every format of reports, and for no other")
    func formats() throws {
        #expect(
            try Self.cells(of: "Reports").sorted() == ConformanceReportFormat.allCases.map(\.rawValue).sorted())
    }

    @Test("It has a row for every exit status in the help text")
    func statuses() throws {
        let statuses = [ExitStatus.success, .failure, .couldNotRun, .usage, .interrupted].map { String($0.rawValue) }
        #expect(try Self.cells(of: "Exit statuses") == statuses)
        let help = try #require(HelpTopic.check.text.components(separatedBy: "exit status: ").last)
        for status in statuses { #expect(help.contains(status)) }
    }

    @Test("The page, the tutorial and the picture show the tables that the program prints")
    func tables() async throws {
        // The runs of the program share a service, in which the kits leave resources.
        let service = APIService(store: InMemoryStore())
        var reports: [ConformanceReport] = []
        for kit in [ConformanceKit.partyInteractionV4, .customerV4] {
            for standard in [ConformanceStandard.ctk, .sound] {
                reports.append(await kit.run(against: { await service.respond(to: $0) }, by: standard))
            }
        }
        let table = CheckTable.totals(of: reports.filter { $0.standard == .ctk })
        let catalog = Checkout.catalog
        #expect(try Checkout.text(of: "\(catalog)/GettingStarted/CheckAServer.md").contains(table))
        let step = try Checkout.text(of: "\(catalog)/Tutorials/Resources/14-check.sh")
        #expect(step.replacing("\n# ", with: "\n").contains(table))
        let picture = try Checkout.text(of: "\(catalog)/Resources/tmf-check.svg").replacing(/<[^>]*>/, with: "")
        #expect(picture.contains(CheckTable.totals(of: reports)), "run .ci/picture")
    }
}
