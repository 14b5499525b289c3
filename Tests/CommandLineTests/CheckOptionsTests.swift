import TMFConformance
import TMForum
import Testing

@testable import tmf

@Suite("The options of tmf check")
struct CheckOptionsTests {
    @Test(
        "Options have their meaning",
        arguments: [
            (["--url", "http://h/"], CheckOptions(url: "http://h/")),
            (["--url=http://h/?a=b"], CheckOptions(url: "http://h/?a=b")),
            (["--config", "c.json"], CheckOptions(config: "c.json")),
            (
                ["--url=u", "--header", "A: b: c ", "--header=X-A:1", "--header=A:"],
                CheckOptions(
                    url: "u",
                    headers: [
                        .init(name: "A", value: "b: c"), .init(name: "X-A", value: "1"), .init(name: "A", value: ""),
                    ])
            ),
            (["--verdict", "sound"], CheckOptions(verdict: .sound)),
            (["--verdict=all", "--fail-on=warning"], CheckOptions(verdict: .all, failOn: .warning)),
            (["--fail-on", "never", "-v"], CheckOptions(failOn: .never, isVerbose: true)),
            (
                ["--report", "html=a.html", "--report=junit=b=c.xml", "--report=text=-"],
                CheckOptions(reports: [
                    .init(format: .html, file: OutputFile(path: "a.html")),
                    .init(format: .junit, file: OutputFile(path: "b=c.xml")),
                    .init(format: .text, file: OutputFile(path: "-")),
                ])
            ),
            (["--url=u", "--timeout", "0.5"], CheckOptions(url: "u", timeout: .milliseconds(500))),
            (["--config=c", "--timeout=90"], CheckOptions(config: "c", timeout: .seconds(90))),
            (["--read-only"], CheckOptions(isReadOnly: true)),
            (["--read-only", "--verdict=sound"], CheckOptions(verdict: .sound, isReadOnly: true)),
            (["--concurrency", "1", "--kit=all"], CheckOptions(kits: NamedResource.all)),
            (["--store", "file:d"], CheckOptions(store: .file("d"))),
        ] as [([String], CheckOptions)])
    func meaning(arguments: [String], expected: CheckOptions) throws {
        #expect(try CommandLineParser.parse(["check"] + arguments) == .check(expected))
    }

    @Test("The published kits judge, unless nothing may be changed")
    func verdicts() {
        #expect(CheckOptions().standards == [.ctk])
        #expect(CheckOptions(isReadOnly: true).standards == [.sound])
        #expect(CheckOptions(verdict: .all).standards == [.ctk, .sound])
    }

    @Test(
        "Options without a meaning are refused, and the message names what is wrong",
        arguments: [
            (["--url"], "--url"), (["--config"], "--config"), (["--header"], "--header"),
            (["--url=u", "--header", "nonsense"], "--header"), (["--url=u", "--header", ": x"], "NAME"),
            (["--url=u", "--header", "A B: x"], "NAME"), (["--url=u", "--header", "A: x\ny"], "'A'"),
            (["--url=u", "--header", "Content-Length: 1"], "Content-Length"), (["--header", "A: b"], "--url"),
            (["--timeout", "5"], "--url"), (["--url=u", "--timeout", "0"], "'0'"),
            (["--url=u", "--timeout=-1"], "'-1'"), (["--url=u", "--timeout=nan"], "nan"),
            (["--url=u", "--timeout=inf"], "inf"), (["--url=u", "--timeout=1s"], "1s"),
            (["--url=u", "--timeout=86401"], "86401"), (["--url=u", "--timeout="], "''"),
            (["--verdict", "good"], "good"), (["--fail-on", "info"], "info"), (["--report", "html"], "html"),
            (["--report", "html="], "html="), (["--report", "pdf=a"], "pdf"), (["--report"], "--report"),
            (["--report", "html=a", "--report", "json=a"], "'a'"),
            (["--report", "text=-", "--report", "json=-"], "'-'"), (["--concurrency", "4"], "4"),
            (["--store", "memory", "--url=u"], "--store"), (["--store=memory", "--config=c"], "--store"),
            (["--read-only", "--verdict", "ctk"], "--read-only"), (["--read-only", "--verdict", "all"], "--read-only"),
            (["--read-only=yes"], "--read-only"), (["http://h/"], "http://h/"), (["--insecure"], "--insecure"),
        ])
    func refused(arguments: [String], named: String) {
        let error = #expect(throws: UsageError.self) { try CommandLineParser.parse(["check"] + arguments) }
        #expect(error?.message.contains(named) == true, "\(String(describing: error))")
        #expect(error?.topic == .check)
    }

    @Test(
        "No message shows what may be a secret",
        arguments: [
            ["--header", "Authorization Bearer s3cr3t"], ["--header", "Authorization Bearer s3cr3t: x"],
            ["--header", "Authorization:", "s3cr3t"], ["--haeder=Authorization: s3cr3t"], ["htps://ada:s3cr3t@h/"],
            ["--kit", "htps://ada:s3cr3t@h/"], ["--report", "http://ada:s3cr3t@h/"],
            ["--store=http://ada:s3cr3t@h/"], ["--timeout=http://ada:s3cr3t@h/"],
        ])
    func secrets(arguments: [String]) {
        let error = #expect(throws: UsageError.self) { try CommandLineParser.parse(["check"] + arguments) }
        #expect(error?.message.contains("s3cr3t") == false)
    }

    @Test("Two spellings of one file are one file")
    func spellings() {
        for (first, second) in [("a.xml", "./a.xml"), ("a.xml", "x/../a.xml"), ("/a-b-c", "/./a-b-c")] {
            let reports = ["--report", "junit=\(first)", "--report", "html=\(second)"]
            #expect(throws: UsageError.self, "\(second)") { try CommandLineParser.parse(["check"] + reports) }
        }
        #expect(throws: Never.self) {
            try CommandLineParser.parse(["check", "--report", "junit=a.xml", "--report", "html=x/a.xml"])
        }
    }

    @Test("Every option is explained")
    func help() {
        for option in [
            "--url", "--config", "--header", "--kit", "--store", "--verdict", "--report", "--timeout", "--concurrency",
            "--fail-on", "--read-only", "--verbose",
        ] {
            #expect(HelpTopic.check.text.contains("  \(option)"), "\(option)")
        }
        for format in ConformanceReportFormat.allCases { #expect(HelpTopic.check.text.contains(format.rawValue)) }
        #expect(HelpTopic.check.text.split(separator: "\n").allSatisfy { $0.count <= 110 })
    }
}
