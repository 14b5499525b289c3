import Testing

@testable import tmf

@Suite("The arguments of the program")
struct CommandLineParserTests {
    @Test("The help lists every resource with a distinct name", arguments: NamedResource.all)
    func named(_ resource: NamedResource) {
        #expect(NamedResource.named(resource.name) == resource)
        for topic in [HelpTopic.check, .query, .validate] { #expect(topic.text.contains(resource.name)) }
    }

    @Test(
        "Arguments have their meaning",
        arguments: [
            (["--help"], .help(.program)), (["-h"], .help(.program)), (["help"], .help(.program)),
            (["--version"], .version), (["check"], .check(CheckOptions())), (["check", "--help"], .help(.check)),
            (["check", "--kit", "customer"], .check(CheckOptions(kits: [.customer]))),
            (
                ["check", "--kit=party-interaction", "-v"],
                .check(CheckOptions(kits: [.partyInteraction], isVerbose: true))
            ),
            (["check", "--verbose", "--kit", "all"], .check(CheckOptions(kits: NamedResource.all, isVerbose: true))),
            (["query", "--help"], .help(.query)), (["query", "a=1"], .query(QueryOptions(query: "a=1"))),
            (["query", "-", "a=1"], .query(QueryOptions(query: "a=1"))),
            (["query", "x.json", ""], .query(QueryOptions(file: "x.json"))),
            (
                ["query", "x.json", "--explain", "a=1", "--lines", "--strict", "customer"],
                .query(
                    QueryOptions(
                        file: "x.json", query: "a=1", isExplained: true, printsLines: true, strict: .customer))
            ),
            (["query", "--", "-x"], .query(QueryOptions(query: "-x"))),
            (["openapi"], .openAPI(OpenAPIOptions())), (["openapi", "-h"], .help(.openAPI)),
            (["openapi", "--out", "x"], .openAPI(OpenAPIOptions(output: OutputFile(path: "x")))),
            (["openapi", "--out=-"], .openAPI(OpenAPIOptions(output: OutputFile(path: "-")))),
        ] as [([String], Command)])
    func meaning(arguments: [String], expected: Command) throws {
        #expect(try CommandLineParser.parse(arguments) == expected)
    }

    @Test(
        "Arguments without a meaning are refused, and the message names them",
        arguments: [
            ([], "missing"), (["chek"], "chek"), (["--verbose"], "--verbose"), (["check", "--kti", "all"], "--kti"),
            (["check", "--kit"], "--kit"), (["check", "--kit", "tmf"], "tmf"), (["check", "all"], "all"),
            (["check", "--verbose=1"], "--verbose"), (["check", "--kit="], "''"),
            (["query"], "missing"), (["query", "--explian", "a=1"], "--explian"), (["query", "a", "b", "c"], "c"),
            (["query", "--strict"], "--strict"), (["query", "--strict=x", "a=1"], "x"),
            (["openapi", "--out"], "--out"), (["openapi", "--out="], "--out"), (["openapi", "--output=x"], "--output"),
            (["openapi", "x"], "x"),
        ])
    func refused(arguments: [String], named: String) {
        let error = #expect(throws: UsageError.self) { try CommandLineParser.parse(arguments) }
        #expect(error?.message.contains(named) == true)
    }

    @Test("The command with which a check starts its second process takes no arguments")
    func sendRequests() throws {
        #expect(try CommandLineParser.parse([HTTPWorker.command]) == .sendRequests)
        #expect(throws: UsageError.self) { try CommandLineParser.parse([HTTPWorker.command, "x"]) }
    }
}
