import TMForum

extension CommandLineParser {
    static func parseValidate(_ arguments: ArraySlice<String>) throws(UsageError) -> Command {
        var options = ValidateOptions()
        var rest = arguments
        while let argument = rest.popFirst() {
            let parts = split(argument)
            let name = parts.first ?? argument
            switch name {
            case "--help" where parts.count == 1, "-h" where parts.count == 1: return .help(.validate)
            case "--version" where parts.count == 1: return .version
            case "--profile", "--resource", "--format":
                guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
                    throw UsageError(message: "option '\(name)' needs a name", topic: .validate)
                }
                guard set(name, to: value, in: &options) else {
                    throw UsageError(message: "unknown \(name.dropFirst(2)) '\(value)'", topic: .validate)
                }
            case "--" where parts.count == 1:
                options.files += rest
                rest = []
            case _ where argument.hasPrefix("-") && argument != "-":
                throw UsageError(message: "unknown option '\(argument)'", topic: .validate)
            default: options.files.append(argument)
            }
        }
        guard !options.files.isEmpty else { throw UsageError(message: "a file is missing", topic: .validate) }
        return .validate(options)
    }

    private static func set(_ name: String, to value: String, in options: inout ValidateOptions) -> Bool {
        switch (name, value) {
        case ("--profile", "certification"): options.profile = .certification
        case ("--profile", "specification"): options.profile = .specification
        case ("--resource", _):
            options.resource = NamedResource.named(value)
            return options.resource != nil || value == "auto"
        case ("--format", _):
            guard let format = ValidateOptions.Format(rawValue: value) else { return false }
            options.format = format
        default: return false
        }
        return true
    }
}
