import TMFConformance
import TMForum

extension CommandLineParser {
    /// The options with a value, and what the value is called where it is missing.
    private static let checkValues = [
        "--kit": "a name", "--store": "a store", "--url": "a URL", "--config": "a file", "--header": "a header field",
        "--verdict": "a name", "--report": "a format and a file", "--timeout": "a number of seconds",
        "--concurrency": "a number", "--fail-on": "a name",
    ]

    static func parseCheck(_ arguments: ArraySlice<String>) throws(UsageError) -> Command {
        var options = CheckOptions()
        var rest = arguments
        while let argument = rest.popFirst() {
            let parts = split(argument)
            let name = parts.first ?? argument
            switch name {
            case "--help" where parts.count == 1, "-h" where parts.count == 1: return .help(.check)
            case "--version" where parts.count == 1: return .version
            case "--verbose" where parts.count == 1, "-v" where parts.count == 1: options.isVerbose = true
            case "--read-only" where parts.count == 1: options.isReadOnly = true
            case _ where checkValues[name] != nil:
                guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
                    throw UsageError(message: "option '\(name)' needs \(checkValues[name] ?? "")", topic: .check)
                }
                do throws(Refusal) {
                    try set(name, to: value, in: &options)
                } catch { throw UsageError(message: error.message, topic: .check) }
            case _ where argument.hasPrefix("-"):
                // What follows the name may be a secret.
                let problem = parts.count == 2 ? "unknown option, or one without a value: " : "unknown option "
                throw UsageError(message: problem + "'\(name)'", topic: .check)
            case _ where !options.headers.isEmpty:
                // A field that is not quoted goes on here.
                throw UsageError(message: "unexpected argument behind '--header': quote 'NAME: VALUE'", topic: .check)
            default:
                throw UsageError(message: "unexpected argument '\(ServerURL.shown(argument))'", topic: .check)
            }
        }
        if let problem = contradiction(in: options) { throw UsageError(message: problem, topic: .check) }
        return .check(options)
    }

    private struct Refusal: Error {
        var message: String
    }

    private static func set(_ name: String, to value: String, in options: inout CheckOptions) throws(Refusal) {
        switch name {
        case "--kit":
            guard let kits = value == "all" ? NamedResource.all : NamedResource.named(value).map({ [$0] }) else {
                throw Refusal(message: "unknown kit '\(ServerURL.shown(value))'")
            }
            options.kits = kits
        case "--verdict": options.verdict = try choice(value, "verdict")
        case "--fail-on": options.failOn = try choice(value, "value of '--fail-on':")
        case "--store":
            guard let store = CheckOptions.Store(value) else {
                throw Refusal(message: "unknown store '\(ServerURL.shown(value))'")
            }
            options.store = store
        case "--url": options.url = value
        case "--config": options.config = value
        case "--header":
            // Without a colon, or with one in the wrong place, all of it may be a secret.
            guard let (name, text) = HTTPField.parts(of: value), APIHeaders.Name(name) != nil else {
                throw Refusal(message: "the value of '--header' is no header field: expected 'NAME: VALUE'")
            }
            do throws(HTTPField.Failure) {
                options.headers.append(try HTTPField.field(name, text))
            } catch {
                throw Refusal(message: error.description)
            }
        case "--report": options.reports.append(try report(value))
        case "--timeout":
            guard let seconds = Double(value), seconds >= 0.001, seconds <= 86_400 else {
                throw Refusal(message: "'\(ServerURL.shown(value))' is no number of seconds between 0.001 and 86400")
            }
            options.timeout = .seconds(seconds)
        default:
            guard value == "1" else {
                throw Refusal(
                    message:
                        "'--concurrency \(ServerURL.shown(value))': only 1 is possible, as every request builds on those before"
                )
            }
        }
    }

    private static func choice<Value: RawRepresentable<String>>(
        _ value: String, _ kind: String
    ) throws(Refusal) -> Value {
        guard let choice = Value(rawValue: value) else {
            throw Refusal(message: "unknown \(kind) '\(ServerURL.shown(value))'")
        }
        return choice
    }

    private static func report(_ value: String) throws(Refusal) -> ReportFile {
        let parts = split(value)
        guard parts.count == 2, !parts[1].isEmpty else {
            throw Refusal(message: "'\(ServerURL.shown(value))' is no report: expected FORMAT=FILE")
        }
        guard let format = ConformanceReportFormat(rawValue: parts[0]) else {
            throw Refusal(message: "unknown format '\(ServerURL.shown(parts[0]))' of a report")
        }
        return ReportFile(format: format, path: parts[1])
    }

    private static func contradiction(in options: CheckOptions) -> String? {
        if options.store != nil, options.isRemote {
            return "option '--store' is for the embedded service, not with '--url' or '--config'"
        }
        if !options.isRemote, !options.headers.isEmpty || options.timeout != nil {
            return "options '--header' and '--timeout' need '--url' or '--config'"
        }
        if options.isReadOnly, options.standards != [.sound] {
            return "option '--read-only' is for the sound standard, as the published kits create resources"
        }
        var files: Set<String> = []
        for report in options.reports where !files.insert(report.identity).inserted {
            return "two reports cannot be written to '\(report.path)'"
        }
        return nil
    }
}
