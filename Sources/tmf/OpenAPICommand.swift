import TMForum

/// Writes the OpenAPI document of the service with its default configuration.
struct OpenAPICommand {
    var options: OpenAPIOptions
    var terminal: Terminal

    func run() -> ExitStatus {
        let document = APIService(store: InMemoryStore()).openAPI(title: "TM Forum APIs", version: Version.current)
        let text = document.serialized(options: .prettyPrinted) + [UInt8(ascii: "\n")]
        do throws(OutputFile.Failure) {
            try options.output.check()
            try options.output.write(text, to: terminal)
        } catch {
            terminal.printError("tmf: \(error)")
            return .cannotCreate
        }
        return .success
    }
}
