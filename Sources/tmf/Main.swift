/// The command-line program.
@main
struct Main {
    static func main() async {
        Terminal.outliveReaders()
        let terminal = Terminal()
        let status: ExitStatus
        do {
            switch try CommandLineParser.parse(Array(CommandLine.arguments.dropFirst())) {
            case .help(let topic):
                terminal.print(topic.text)
                status = .success
            case .version:
                terminal.print("tmf \(Version.current)")
                status = .success
            case .check(let options):
                status = await Interruption.watched(terminal) { shield in
                    await CheckCommand(options: options, terminal: terminal, shield: shield).run()
                }
            case .openAPI(let options):
                status = OpenAPICommand(options: options, terminal: terminal).run()
            case .store(let options):
                status = await StoreCommand(options: options, terminal: terminal).run()
            case .query(let options):
                status = QueryCommand(options: options, terminal: terminal).run()
            case .validate(let options):
                status = ValidateCommand(options: options, terminal: terminal).run()
            case .sendRequests:
                status = await HTTPWorkerMain().run()
            }
        } catch {
            terminal.printError("tmf: \(error.message)\n\n\(error.topic.text)")
            status = .usage
        }
        terminal.exit(status)
    }
}
