import Foundation
import TMFConformance
import TMForum
import Testing
import _TMFTestSupport

@Suite("The chapter on conformance")
struct ConformanceTests {
    @Test("Every line of its code is compiled")
    func compiled() throws {
        let source = try Checkout.text(of: "Tests/ReadmeTests/ConformanceExamples.swift")
        let lines = Set(source.split(separator: "\n").map { $0.drop { $0 == " " } })
        var count = 0
        for block in try Checkout.guide("Conformance").components(separatedBy: "```swift\n").dropFirst() {
            for line in block.components(separatedBy: "\n```")[0].split(separator: "\n") {
                #expect(lines.contains(line.drop { $0 == " " }), "\(line)")
                count += 1
            }
        }
        #expect(count > 25)
    }

    @Test("A check of one's own is in the report, with its rule")
    func ownChecksRun() async {
        let service = APIService(store: InMemoryStore())
        let (report, page) = await ownChecks { await service.respond(to: $0) }
        #expect(report.verdict == .passed)
        #expect(report.warnings == 1)
        #expect(report.steps.last { $0.folder == "caching" }?.assertions.map(\.rule?.id) == ["own.cache"])
        #expect(page.starts(with: Array("<!DOCTYPE html>".utf8)))
    }

    @Test("A resource of one's own is judged by the sound standard, and what was left out is told")
    func ownResourceRuns() async {
        let report = await ownResource()
        #expect(report.kit == "TMF632-individual-4.0.0")
        #expect(report.verdict == .passed && report.warnings == 0)
        #expect(report.notes.count == 3 && report.notes.allSatisfy { $0.hasPrefix("Not tested: ") })
    }

    @Test("A finding tells the row, the place and the problem")
    func validation() {
        let findings = validating(Array(#"[{"id":"1","href":"/1","@type":"Customer","name":"Ann"}]"#.utf8))
        #expect(findings.map(\.finding.pointer.description) == ["/engagedParty"])
        #expect(findings.first?.id == "1")
    }
}
