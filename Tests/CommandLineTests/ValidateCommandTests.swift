import Foundation
import TMForum
import Testing
import _TMFTestSupport

@testable import tmf

@Suite("tmf validate")
struct ValidateCommandTests {
    private static let good = #"{"id":"1","href":"/1","channel":[{"id":"7"}],"direction":"inbound","reason":"r"}"#
    private static let bad = #"{"id":"2","href":"/2","channel":[],"direction":7,"@type":"PartyInteraction"}"#

    private let temporary: TemporaryDirectory
    private var directory: String { temporary.path }

    init() throws { temporary = try TemporaryDirectory() }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = directory + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func validate(_ arguments: String...) throws -> tmf.ExitStatus {
        guard case .validate(let options) = try CommandLineParser.parse(["validate"] + arguments) else { return .usage }
        return ValidateCommand(options: options, terminal: Terminal()).run()
    }

    private func rows(_ text: String, _ options: ValidateOptions = ValidateOptions()) throws -> [ResourceCheck.Row] {
        try ResourceCheck.rows(in: try ResourceFile.pieces(in: Array(text.utf8)), of: "f", options: options)
    }

    @Test("A resource, a list and lines are read alike, and every finding has its row, id, place and code")
    func findings() throws {
        #expect(try rows(Self.good).isEmpty)
        for text in ["[\(Self.good),\(Self.bad)]", "\(Self.good)\n\n\(Self.bad)\n"] {
            let found = try rows(text)
            #expect(found.allSatisfy { $0.file == "f" && $0.row == 2 && $0.id == "2" })
            let places = Set(found.map { "\($0.finding.pointer) \($0.finding.code.name)" })
            #expect(places == ["/channel missing", "/direction typeMismatch", "/reason missing"])
        }
        #expect(try rows(Self.bad).map(\.row) == [1, 1, 1])
        #expect(try rows("[]").isEmpty)
    }

    @Test("A byte order mark is ignored, and a line that is not JSON is a finding of that line")
    func lines() throws {
        #expect(try rows("\u{FEFF}" + Self.good).isEmpty)
        let found = try rows("\u{FEFF}\(Self.good)\n\n{oops\n\(Self.good)\n")
        #expect(found.map { "\($0.row) \($0.line ?? 0) \($0.finding.code.name)" } == ["2 3 json"])
        #expect(found.first?.description.hasPrefix("f: line 3, row 2: json: ") == true)
        #expect(try rows("[[]]", ValidateOptions(resource: .customer)).map(\.finding.code) == [.typeMismatch])
    }

    @Test("All findings are reported, however many")
    func all() throws {
        let channels = Array(repeating: "7", count: 1_000).joined(separator: ",")
        let text = #"{"id":"1","href":"/1","channel":[\#(channels)],"direction":"inbound","reason":"r"}"#
        #expect(try rows(text).count == 1_000)
    }

    @Test(
        "A resource is recognized by its @type, otherwise by attributes that only one of the two has",
        arguments: [
            (#"{"@type":"Customer","direction":"inbound"}"#, .customer),
            (#"{"@type":"PartyInteraction"}"#, .partyInteraction),
            (#"{"@type":"VIP","@baseType":"Customer"}"#, .customer), (#"{"direction":"x"}"#, .partyInteraction),
            (#"{"channel":null}"#, .partyInteraction), (#"{"engagedParty":{}}"#, .customer),
            (#"{"@type":"VIP","engagedParty":{}}"#, .customer), (#"{"id":"1","status":"x"}"#, nil), ("{}", nil),
            (#"{"direction":"x","engagedParty":{}}"#, nil), ("7", nil), ("[[]]", nil),
        ] as [(String, NamedResource?)])
    func kind(text: String, resource: NamedResource?) throws {
        let document = try #require(try ResourceFile.documents(in: Array(text.utf8)).first)
        #expect(ResourceCheck.resource(of: document.root) == resource)
    }

    @Test("A resource that cannot be recognized needs --resource, and is checked as that type")
    func named() throws {
        let error = #expect(throws: ResourceCheck.UnknownResource.self) { try rows("[\(Self.good),{}]") }
        #expect(error?.row == 2)
        let found = try rows("[{},7]", ValidateOptions(resource: .customer))
        #expect(found.contains { $0.row == 1 && $0.finding.pointer.description == "/engagedParty" })
        #expect(found.last?.finding.code == .typeMismatch)
        #expect(found.last?.id == nil)
    }

    @Test("The profiles ask for different attributes")
    func profiles() throws {
        let channel = #"{"id":"1","href":"/1","channel":[{"id":"7"}],"direction":"inbound","reason":"r"}"#
        #expect(try rows(channel, ValidateOptions(profile: .certification)).isEmpty)
        #expect(try !rows(channel, ValidateOptions(profile: .specification)).isEmpty)
    }

    @Test("The exit status tells findings, files that are not JSON, and files that are not there")
    func statuses() throws {
        let (good, bad) = (try file("good.json", Self.good), try file("bad.ndjson", Self.bad + "\n" + Self.good))
        let (broken, plain) = (try file("broken.json", "{"), try file("plain.json", "{}"))
        #expect(try validate(good) == .success)
        #expect(try validate(good, good, "--format=json") == .success)
        #expect(try validate(bad) == .failure)
        #expect(try validate(good, bad, "--format", "json") == .failure)
        #expect(try validate(broken) == .dataError)
        #expect(try validate(plain) == .dataError)
        #expect(try validate(plain, "--resource", "customer") == .failure)
        #expect(try validate(directory + "/none.json") == .noInput)
        #expect(try validate(bad, broken, good) == .dataError)
        #expect(try validate(broken, directory + "/none.json", bad) == .noInput)
    }

    @Test("A finding is printed on one line, with its file, row, place and code")
    func text() throws {
        let row = ResourceCheck.Row(
            file: "f.json", row: 3, id: "4\n2", finding: Finding(.missing, at: JSONPointer(tokens: ["a", "0"]), "It."))
        #expect(row.description == #"f.json: row 3 (id "4\n2"): /a/0 missing: It."#)
        let whole = ResourceCheck.Row(file: "-", row: 1, finding: Finding(.typeMismatch, at: JSONPointer(), "It."))
        #expect(whole.description == "-: row 1: typeMismatch: It.")
    }

    @Test("The findings are one JSON object for programs")
    func json() throws {
        let json = try JSONValue(
            parsing: ValidateCommand.json(
                try rows("[7,\(Self.bad)]", ValidateOptions(resource: .partyInteraction)), resources: 2))
        #expect(json["resources"] == 2)
        let findings = try #require(json["findings"]?.arrayValue)
        #expect(findings.count == 4)
        #expect(findings[0]["id"] == .null && findings[0]["row"] == 1 && findings[0]["pointer"] == "")
        #expect(findings[1]["file"] == "f" && findings[1]["id"] == "2" && findings[1]["row"] == 2)
        #expect(findings.allSatisfy { $0["code"]?.stringValue != nil && $0["message"]?.stringValue?.isEmpty == false })
    }

    @Test(
        "Arguments have their meaning",
        arguments: [
            (["a", "-"], ValidateOptions(files: ["a", "-"])), (["--", "-x"], ValidateOptions(files: ["-x"])),
            (
                ["--profile", "specification", "a", "--resource=customer", "--format=json"],
                ValidateOptions(files: ["a"], profile: .specification, resource: .customer, format: .json)
            ),
            (
                ["a", "--profile=certification", "--resource", "auto", "--format", "text"],
                ValidateOptions(files: ["a"])
            ),
        ] as [([String], ValidateOptions)])
    func meaning(arguments: [String], expected: ValidateOptions) throws {
        #expect(try CommandLineParser.parse(["validate"] + arguments) == .validate(expected))
    }

    @Test(
        "Arguments without a meaning are refused",
        arguments: [
            [], ["--format", "xml", "a"], ["--profile", "v5", "a"], ["--resource", "product", "a"], ["a", "--profile"],
            ["--strict", "a"], ["--format=", "a"],
        ])
    func refused(arguments: [String]) {
        let error = #expect(throws: UsageError.self) { try CommandLineParser.parse(["validate"] + arguments) }
        #expect(error?.topic == .validate)
    }
}
