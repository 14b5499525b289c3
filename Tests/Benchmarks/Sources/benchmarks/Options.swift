/// What the command line asks for.
struct Options {
    /// The text that `--help` prints.
    static let usage = """
        usage: benchmarks [--rounds N] [--documents N] [--resources N]
                          [--suite json|query|store|service|hub|all] [--curve] [--json FILE] [--enforce] [--help]

          --rounds N      measured rounds, whose median counts (default 9)
          --documents N   documents of about 1 KB each to read and write (default 10000)
          --resources N   documents of about 1 KB each to query, store and serve (default 100000)
          --suite NAME    what to measure: \(SuiteName.choice) (default all)
          --curve         also measure stores of 1,000 to 1,000,000 resources
          --json FILE     also write the report to a file, as JSON
          --enforce       exit with 1 if a target is missed
          --help          print this text
        """

    /// The number of measured rounds.
    var rounds = 9
    /// The number of documents to read and write.
    var documents = 10_000
    /// The number of documents to query, and of resources to store and to serve.
    var resources = 100_000
    /// The suites to run.
    var suites = Set(SuiteName.allCases)
    /// Whether stores of growing size are measured.
    var wantsCurve = false
    /// The number of resources of the process whose memory is measured, if this is that process.
    var probedResources: Int?
    /// The file to write the report to.
    var jsonPath: String?
    /// Whether a missed target fails the run.
    var isEnforced = false
    /// Whether only the usage is to be printed.
    var wantsHelp = false

    /// Reads the options.
    ///
    /// - Parameter arguments: The arguments without the name of the program.
    /// - Throws: ``UsageError`` for an option that does not exist or a value that is missing or wrong.
    init(arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--rounds": rounds = try Self.count(option, rest.popFirst())
            case "--documents": documents = try Self.count(option, rest.popFirst())
            case "--resources": resources = try Self.count(option, rest.popFirst())
            case "--json":
                guard let path = rest.popFirst() else { throw UsageError(message: "\(option) needs a file") }
                jsonPath = path
            case "--suite": suites = try Self.suites(rest.popFirst())
            case "--curve": wantsCurve = true
            case MemoryProbe.argument: probedResources = try Self.count(option, rest.popFirst())
            case "--enforce": isEnforced = true
            case "--help", "-h": wantsHelp = true
            default: throw UsageError(message: "unknown option '\(option)'")
            }
        }
    }

    private static func suites(_ text: String?) throws(UsageError) -> Set<SuiteName> {
        if text == "all" { return Set(SuiteName.allCases) }
        guard let suite = text.flatMap({ SuiteName(rawValue: $0) }) else {
            throw UsageError(message: "--suite needs \(SuiteName.choice)")
        }
        return [suite]
    }

    private static func count(_ option: String, _ text: String?) throws(UsageError) -> Int {
        guard let text, let count = Int(text), count > 0 else {
            throw UsageError(message: "\(option) needs a number above zero")
        }
        return count
    }
}
