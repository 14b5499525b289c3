/// A command of the program, with its options.
enum Command: Sendable, Equatable {
    case help(HelpTopic)
    case version
    case check(CheckOptions)
    case openAPI(OpenAPIOptions)
    case query(QueryOptions)
    case store(StoreCommandOptions)
    case validate(ValidateOptions)
    /// Sends the requests of a check that runs in another process; not for users, so the help does not mention it.
    case sendRequests
}

/// An error in the arguments, and the help text to show with it.
struct UsageError: Error, Equatable {
    var message: String
    var topic: HelpTopic
}

/// Reads the arguments of the program.
enum CommandLineParser {
    static func parse(_ arguments: [String]) throws(UsageError) -> Command {
        guard let first = arguments.first else { throw UsageError(message: "a command is missing", topic: .program) }
        switch first {
        case "--help", "-h", "help": return .help(.program)
        case "--version": return .version
        case "check": return try parseCheck(arguments.dropFirst())
        case "openapi": return try parseOpenAPI(arguments.dropFirst())
        case "query": return try parseQuery(arguments.dropFirst())
        case "store": return try parseStore(arguments.dropFirst())
        case "validate": return try parseValidate(arguments.dropFirst())
        case HTTPWorker.command where arguments.count == 1: return .sendRequests
        default:
            let kind = first.hasPrefix("-") ? "option" : "command"
            throw UsageError(message: "unknown \(kind) '\(first)'", topic: .program)
        }
    }

    /// Splits an argument such as `--kit=all` into an option and its value; an argument without a value stays one part.
    static func split(_ argument: String) -> [String] {
        argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    }

    private static func parseQuery(_ arguments: ArraySlice<String>) throws(UsageError) -> Command {
        var options = QueryOptions()
        var operands: [String] = []
        var rest = arguments
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": return .help(.query)
            case "--version": return .version
            case "--explain": options.isExplained = true
            case "--lines": options.printsLines = true
            case "--strict":
                guard let value = rest.popFirst() else {
                    throw UsageError(message: "option '--strict' needs a resource", topic: .query)
                }
                options.strict = try strictResource(value)
            case _ where argument.hasPrefix("--strict="):
                options.strict = try strictResource(String(argument.dropFirst("--strict=".count)))
            case "--":
                operands += rest
                rest = []
            case _ where argument.hasPrefix("-") && argument != "-":
                throw UsageError(message: "unknown option '\(argument)'", topic: .query)
            default: operands.append(argument)
            }
        }
        guard let query = operands.last else { throw UsageError(message: "a query is missing", topic: .query) }
        guard operands.count <= 2 else {
            throw UsageError(message: "unexpected argument '\(operands[2])'", topic: .query)
        }
        if operands.count == 2 { options.file = operands[0] }
        options.query = query
        return .query(options)
    }

    private static func parseStore(_ arguments: ArraySlice<String>) throws(UsageError) -> Command {
        var options = StoreCommandOptions()
        var operands: [String] = []
        var rest = arguments
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": return .help(.store)
            case "--version": return .version
            case "--collection":
                guard let value = rest.popFirst() else {
                    throw UsageError(message: "option '--collection' needs a name", topic: .store)
                }
                options.collection = value
            case _ where argument.hasPrefix("--collection="):
                options.collection = String(argument.dropFirst("--collection=".count))
            case "--":
                operands += rest
                rest = []
            case _ where argument.hasPrefix("-") && argument != "-":
                throw UsageError(message: "unknown option '\(argument)'", topic: .store)
            default: operands.append(argument)
            }
        }
        guard let name = operands.first else { throw UsageError(message: "an action is missing", topic: .store) }
        guard let action = StoreCommandOptions.Action(rawValue: name) else {
            throw UsageError(message: "unknown action '\(name)'", topic: .store)
        }
        options.action = action
        guard operands.count > 1 else { throw UsageError(message: "a directory is missing", topic: .store) }
        options.directory = operands[1]
        let isImport = action == .import
        if options.collection != nil, action != .export, !isImport {
            throw UsageError(message: "option '--collection' can only be used with export and import", topic: .store)
        }
        guard operands.count <= (isImport ? 3 : 2) else {
            throw UsageError(message: "unexpected argument '\(operands[isImport ? 3 : 2])'", topic: .store)
        }
        if operands.count == 3 { options.file = operands[2] }
        return .store(options)
    }

    private static func strictResource(_ name: String) throws(UsageError) -> NamedResource {
        guard let resource = NamedResource.named(name) else {
            throw UsageError(message: "unknown resource '\(name)'", topic: .query)
        }
        return resource
    }
}
