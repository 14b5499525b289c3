extension CommandLineParser {
    static func parseOpenAPI(_ arguments: ArraySlice<String>) throws(UsageError) -> Command {
        var options = OpenAPIOptions()
        var rest = arguments
        while let argument = rest.popFirst() {
            let parts = split(argument)
            switch parts.first ?? argument {
            case "--help" where parts.count == 1, "-h" where parts.count == 1: return .help(.openAPI)
            case "--version" where parts.count == 1: return .version
            case "--out":
                guard let path = parts.count == 2 ? parts[1] : rest.popFirst(), !path.isEmpty else {
                    throw UsageError(message: "option '--out' needs a file", topic: .openAPI)
                }
                options.output = OutputFile(path: path)
            case _ where argument.hasPrefix("-"):
                throw UsageError(message: "unknown option '\(argument)'", topic: .openAPI)
            default: throw UsageError(message: "unexpected argument '\(argument)'", topic: .openAPI)
            }
        }
        return .openAPI(options)
    }
}
