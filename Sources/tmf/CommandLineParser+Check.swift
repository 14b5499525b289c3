import TMFConformance
import TMForum

extension CommandLineParser {
    /// The options with a value, each with the words for the value in an error message.
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
                // The text after the name may be a secret.
                let problem =
                    parts.count == 2 ? "unknown option, or an option that takes no value: " : "unknown option "
                throw UsageError(message: problem + "'\(name)'", topic: .check)
            case _ where !options.headers.isEmpty:
                // The rest of a field without quotes ends up here.
                throw UsageError(message: "unexpected argument after '--header': quote 'NAME: VALUE'", topic: .check)
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
            // Without a colon, or with one in the wrong place, the complete text may be a secret.
            guard let (name, text) = HTTPField.parts(of: value), APIHeaders.Name(name) != nil else {
                throw Refusal(message: "the value of '--header' is not a header field: expected 'NAME: VALUE'")
            }
            do throws(HTTPField.Failure) {
                options.headers.append(try HTTPField.field(name, text))
            } catch {
                throw Refusal(message: error.description)
            }
        case "--report": options.reports.append(try report(value))
        case "--timeout":
            guard let seconds = Double(value), seconds >= 0.001, seconds <= 86_400 else {
                throw Refusal(message: "'\(ServerURL.shown(value))' is not a number of seconds from 0.001 to 86400")
            }
            options.timeout = .seconds(seconds)
        default:
            guard value == "1" else {
                throw Refusal(
                    message:
                        "'--concurrency \(ServerURL.shown(value))': only 1 is possible, because each request depends on earlier ones"
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
            throw Refusal(message: "'\(ServerURL.shown(value))' is not a report: expected FORMAT=FILE")
        }
        guard let format = ConformanceReportFormat(rawValue: parts[0]) else {
            throw Refusal(message: "unknown report format '\(ServerURL.shown(parts[0]))'")
        }
        return ReportFile(format: format, file: OutputFile(path: parts[1]))
    }

    private static func contradiction(in options: CheckOptions) -> String? {
        if options.store != nil, options.isRemote {
            return "option '--store' is for the embedded service: it cannot be used with '--url' or '--config'"
        }
        if !options.isRemote, !options.headers.isEmpty || options.timeout != nil {
            return "options '--header' and '--timeout' can only be used with '--url' or '--config'"
        }
        if options.isReadOnly, options.standards != [.sound] {
            return "option '--read-only' needs the sound standard, because the published kits create resources"
        }
        var files: Set<String> = []
        for report in options.reports where !files.insert(report.file.identity).inserted {
            return "cannot write two reports to '\(report.file.path)'"
        }
        return nil
    }
}
