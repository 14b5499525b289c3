/// A text that explains how to use the program.
enum HelpTopic: Sendable {
    case program
    case check

    var text: String {
        switch self {
        case .program:
            """
            usage: tmf <command> [options]

            Works with the TM Forum APIs TMF683 Party Interaction Management and TMF629 Customer Management.

            commands:
              check        run the conformance kits against the embedded service

            options:
              --help, -h   show this text, or that of a command: tmf check --help
              --version    show the version
            """
        case .check:
            """
            usage: tmf check [--kit party-interaction|customer|all] [--verbose]

            Runs the conformance kits of the two v4.0.0 APIs against the service of this library,
            kept in memory, and tells what a certification run would say.

            options:
              --kit NAME     the kit to run: party-interaction, customer or all (default: all)
              --verbose, -v  show every assertion
              --help, -h     show this text

            exit status: 0 if every assertion passed, 1 if not, 64 if the options make no sense
            """
        }
    }
}
