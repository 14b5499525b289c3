import TMFConformance
import Testing

@Suite("Reports as a page")
struct HTMLReportTests {
    private func page(_ reports: [ConformanceReport]) throws -> MarkupScanner.Element {
        let text = ReportSamples.text(reports, .html)
        // The scanner resolves references, which a style sheet has none of.
        let parts = text.split(separator: "<style>\n", maxSplits: 1)
        let rest = parts[1].split(separator: "</style>", maxSplits: 1)
        #expect(!rest[0].contains("<") && !rest[0].contains("&"))
        return try MarkupScanner.html(parts[0] + "<style></style>" + rest[1])
    }

    @Test("A page has a language, a character set, a title with the verdict, and fits a phone")
    func head() throws {
        let root = try page([ReportSamples.everything])
        #expect(root.attributes["lang"] == "en")
        let metas = root.all("meta")
        #expect(metas.first?.attributes["charset"] == "utf-8")
        #expect(metas.contains { $0.attributes["name"] == "viewport" })
        #expect(root.all("title").map(\.wholeText) == ["Failed: Sample-1.0 – Conformance report"])
        let passing = ReportSamples.report([ReportSamples.step(assertions: [.init(name: "a", passed: true)])])
        #expect(try page([passing]).all("title").first?.text.hasPrefix("Passed: ") == true)
    }

    @Test(
        "Nothing in a page runs or is fetched", arguments: [ReportSamples.everything, ReportSamples.hostileEverywhere])
    func inert(_ report: ConformanceReport) throws {
        let root = try page([report])
        let known: Set = [
            "head", "meta", "title", "style", "body", "header", "main", "h1", "h2", "h3", "h4", "section", "div", "p",
            "ul",
            "ol", "li", "dl", "dt", "dd", "span", "strong", "code", "pre", "a", "table", "thead", "tbody", "tr", "th",
            "td", "details", "summary", "fieldset", "legend", "label", "input",
        ]
        let attributes: Set = [
            "lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "scope", "type", "checked",
            "data-name", "open",
        ]
        func check(_ element: MarkupScanner.Element) {
            for child in element.children {
                #expect(known.contains(child.name), "\(child.name)")
                #expect(attributes.isSuperset(of: child.attributes.keys), "\(child.attributes)")
                if let link = child.attributes["href"] { #expect(link.hasPrefix("#r")) }
                check(child)
            }
        }
        check(root)
        let policy = root.all("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
        #expect(policy?.attributes["content"]?.hasPrefix("default-src 'none'") == true)
        #expect(!ReportSamples.text([report], .html).contains("url("))
        #expect(!ReportSamples.text([report], .html).contains("@import"))
    }

    @Test("Every identifier is there once, and every link leads to one")
    func links() throws {
        let root = try page([ReportSamples.everything, ReportSamples.everything])
        func identifiers(_ element: MarkupScanner.Element) -> [String] {
            (element.attributes["id"].map { [$0] } ?? []) + element.children.flatMap(identifiers)
        }
        let found = identifiers(root)
        #expect(Set(found).count == found.count)
        let links = root.all("a").compactMap { $0.attributes["href"]?.dropFirst() }
        #expect(!links.isEmpty)
        #expect(links.allSatisfy { found.contains(String($0)) })
    }

    @Test("The totals are large figures, and the verdict is a word")
    func totals() throws {
        let root = try page([ReportSamples.everything])
        let figures = root.all("ul").first { $0.attributes["class"] == "figures" }
        #expect(figures?.all("strong").map(\.text) == ["5", "8", "3", "1", "6.1s"])
        #expect(root.all("p").first { $0.attributes["class"] == "word" }?.text == "✗ Failed")
        let summary =
            "1 of 5 requests got no response; 1 response could not be read; 3 of 8 assertions failed, in 2 of 5 requests"
            + "; 1 warning."
        #expect(root.all("p").contains { $0.text == summary })
    }

    @Test("What failed stands before the requests, equal failures once with their number")
    func failures() throws {
        let root = try page([ReportSamples.everything])
        #expect(root.all("h3").map(\.text) == ["Failures", "Warnings", "Requests", "Request by request"])
        let failures = try #require(root.all("ol").first)
        #expect(failures.children.count == 4)
        #expect(failures.children[0].all("strong").map(\.text) == ["Row is whole"])
        #expect(failures.children[0].wholeText.contains("2 times"))
        #expect(
            failures.children[1].all("dd").map(\.wholeText) == ["/1/id", "\"1\"", "\"2\"", "TMF630 part 1, filtering"])
    }

    @Test("Many failures of one request are folded after the first eight, and none is lost")
    func many() throws {
        let assertions = (0..<20).map { ConformanceReport.Assertion(name: "Number \($0)", passed: false) }
        let root = try page([ReportSamples.report([ReportSamples.step(assertions: assertions)])])
        let failures = try #require(root.all("ol").first)
        #expect(failures.all("strong").map(\.text) == (0..<20).map { "Number \($0)" })
        let folded = try #require(failures.all("details").first)
        #expect(folded.all("summary").map(\.text) == ["12 more"])
        #expect(folded.all("li").count == 12)
    }

    @Test("Each request is a row with its folder, URL, status, counts and verdict in words")
    func rows() throws {
        let root = try page([ReportSamples.everything])
        let rows = root.all("table").first { $0.attributes["class"] == "list" }?.all("tbody").first?.children ?? []
        #expect(
            rows.map { $0.children.map(\.wholeText).joined(separator: "|") } == [
                "1|N1|GET /customer|/api/customer|200|1.2s|2B|2|2|✗ failed",
                "2|N2|GET /customer?id=1|http://bss.example.com:8080/api/customer?id=1&name=a b|200|1.2s|2B|1|1|✗ failed",
                "3|N2|GET /customer?fields=id|/api/customer|200|1.2s|2B|0|0|– unchecked",
                "4|N2|GET /customer/3|/api/customer|none|1.2s|0B|0|0|✗ failed",
                "5|N2|GET /customer/4|/api/customer|500|1.2s|6B|1|0|✗ failed",
            ])
    }

    @Test("Requests can be filtered by each folder and verdict that there is")
    func filters() throws {
        let root = try page([ReportSamples.everything])
        let choices = root.all("label").map { "\($0.children[0].attributes["class"] ?? "") \($0.wholeText)" }
        #expect(
            choices == [
                "only-all all", "only-f0 N1 (1)", "only-f1 N2 (4)", "only-all all", "only-failed failed (4)",
                "only-unchecked unchecked (1)",
            ])
        let text = ReportSamples.text([ReportSamples.everything], .html)
        for rule in ["only-f0:checked) .step:not(.f0)", "only-f1:checked) .step:not(.f1)"] {
            #expect(text.contains(rule))
        }
        let steps = root.all("details").compactMap { $0.attributes["class"] }
        #expect(
            steps == ["step f0 failed", "step f1 failed", "step f1 unchecked", "step f1 failed", "step f1 failed"])
    }

    @Test("A run that ended early says so")
    func incomplete() throws {
        let report = ReportSamples.report([], isComplete: false)
        #expect(try page([report]).wholeText.contains("Incomplete:"))
        #expect(try !page([ReportSamples.everything]).wholeText.contains("Incomplete:"))
    }
}
