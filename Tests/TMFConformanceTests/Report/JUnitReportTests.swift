import TMFConformance
import Testing

@Suite("Reports as JUnit XML")
struct JUnitReportTests {
    private func suites(_ reports: [ConformanceReport]) throws -> MarkupScanner.Element {
        try MarkupScanner.xml(ReportSamples.text(reports, .junit))
    }

    @Test("Elements and attributes are those of the schema, in its order")
    func structure() throws {
        let root = try suites([ReportSamples.everything, ReportSamples.hostileEverywhere])
        #expect(root.name == "testsuites")
        #expect(Set(root.attributes.keys) == ["name", "tests", "failures", "errors", "time"])
        #expect(root.children.map(\.name) == ["testsuite", "testsuite"])
        for suite in root.children {
            let known: Set = ["name", "tests", "failures", "errors", "skipped", "time", "id", "timestamp"]
            #expect(Set(suite.attributes.keys) == known)
            let names = suite.children.map(\.name)
            let cases = names.count { $0 == "testcase" }
            #expect(
                names == ["properties"] + Array(repeating: "testcase", count: cases) + ["system-out"])
            for property in suite.children.first?.children ?? [] {
                #expect(property.name == "property")
                #expect(Set(property.attributes.keys) == ["name", "value"])
            }
            for one in suite.all("testcase") {
                #expect(Set(one.attributes.keys) == ["name", "classname", "time"])
                #expect(one.children.count <= 1)
                for child in one.children {
                    switch child.name {
                    case "failure", "error": #expect(Set(child.attributes.keys) == ["message", "type"])
                    case "skipped": #expect(Set(child.attributes.keys) == ["message"])
                    case "system-out": #expect(child.attributes.isEmpty)
                    default: Issue.record("\(child.name) is not known")
                    }
                }
            }
        }
    }

    @Test("The numbers of a suite are those of its cases, and the totals are their sums")
    func numbers() throws {
        let root = try suites([ReportSamples.everything, ReportSamples.hostileEverywhere])
        var sums = (tests: 0, failures: 0, errors: 0)
        for suite in root.children {
            #expect(suite.attributes["tests"] == "\(suite.all("testcase").count)")
            #expect(suite.attributes["failures"] == "\(suite.all("failure").count)")
            #expect(suite.attributes["errors"] == "\(suite.all("error").count)")
            #expect(suite.attributes["skipped"] == "\(suite.all("skipped").count)")
            sums.tests += suite.all("testcase").count
            sums.failures += suite.all("failure").count
            sums.errors += suite.all("error").count
        }
        #expect(root.attributes["tests"] == "\(sums.tests)")
        #expect(root.attributes["failures"] == "\(sums.failures)")
        #expect(root.attributes["errors"] == "\(sums.errors)")
        // 8 assertions, a request without any, one without an answer, and an answer that cannot be read.
        #expect(root.children.first?.attributes["tests"] == "11")
        #expect(root.children.first?.attributes["failures"] == "3")
        #expect(root.children.first?.attributes["errors"] == "2")
        #expect(root.children.first?.attributes["timestamp"] == "2026-09-21T14:13:20")
        #expect(root.children.first?.attributes["time"] == "6.170")
        let times = root.children[0].all("testcase").compactMap { $0.attributes["time"].flatMap(Double.init) }
        #expect(abs(times.reduce(0, +) - 6.17) < 0.0001)
    }

    @Test("No two cases have the same class and name")
    func distinct() async throws {
        let server = MockServer.partyInteraction()
        let report = await ConformanceKit.partyInteractionV4.run(against: { server.respond(to: $0) })
        let cases = try suites([report]).all("testcase").map { $0.attributes }
        #expect(cases.count == 250)
        #expect(Set(cases.map { "\($0["classname"] ?? "") \($0["name"] ?? "")" }).count == 250)
        #expect(cases[0]["classname"] == "CTK-Party_Interaction-4.0.0.N1.01 POST /partyInteraction")
    }

    @Test("A failure says what was expected and where, a warning is no failure")
    func contents() throws {
        let root = try suites([ReportSamples.everything])
        let failure = try #require(root.all("failure").last)
        #expect(failure.attributes["type"] == "filter.only-matching")
        #expect(failure.attributes["message"] == "row 2 does not match")
        #expect(
            failure.text == """
                GET http://bss.example.com:8080/api/customer?id=1&name=a b
                row 2 does not match
                where: /1/id
                expected: "1"
                got: "2"
                rule: filter.only-matching
                clause: TMF630 part 1, filtering
                """)
        let warned = root.all("testcase").filter { $0.children.first?.name == "system-out" }
        #expect(warned.map { $0.attributes["name"] } == ["X-Total-Count is the number of rows"])
        #expect(root.all("error").map { $0.attributes["type"] } == ["request", "script"])
    }

    @Test("A run that ended early has an error")
    func incomplete() throws {
        let report = ReportSamples.report(
            [ReportSamples.step(assertions: [.init(name: "a", passed: true)])], isComplete: false)
        let errors = try suites([report]).all("error")
        #expect(errors.map { $0.attributes["type"] } == ["incomplete"])
    }

    @Test("Hostile text comes back as it was, but for what XML does not allow")
    func hostile() throws {
        let failure = try #require(try suites([ReportSamples.hostileEverywhere]).all("failure").first)
        let allowed = String(
            String.UnicodeScalarView(
                ReportSamples.hostile.unicodeScalars.map {
                    "\u{0}\u{1B}\u{FFFE}".unicodeScalars.contains($0) ? "\u{FFFD}" : $0
                }))
        #expect(failure.attributes["message"] == allowed)
        #expect(failure.text.contains(allowed))
    }

    @Test("Where both standards ran, suites and classes tell them apart, and no name has its method twice")
    func verdicts() throws {
        let step = ReportSamples.step("GET /customer")
        let root = try suites([ReportSamples.report([step], standard: .ctk), ReportSamples.report([step])])
        #expect(root.children.map { $0.attributes["name"] } == ["Sample-1.0 ctk", "Sample-1.0 sound"])
        #expect(
            root.all("testcase").map { $0.attributes["classname"] } == [
                "Sample-1.0 ctk.N1.01 GET /customer", "Sample-1.0 sound.N1.01 GET /customer",
            ])
        #expect(root.all("skipped").map { $0.attributes["message"]?.contains("the kit") } == [true, false])
    }
}
