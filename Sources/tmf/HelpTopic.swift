/// A text that explains how to use the program.
enum HelpTopic: Sendable {
    case program
    case check
    case query
    case store

    var text: String {
        switch self {
        case .program:
            """
            usage: tmf <command> [options]

            Works with the TM Forum APIs TMF683 Party Interaction Management and TMF629 Customer Management.

            commands:
              check        run the conformance kits against the embedded service
              query        run a query over the resources in a file
              store        verify, repair, export or import the files of a store

            options:
              --help, -h   show this text, or that of a command: tmf check --help
              --version    show the version
            """
        case .check:
            """
            usage: tmf check [--kit party-interaction|customer|all] [--store memory|file:DIR] [--verbose]

            Runs the conformance kits of the two v4.0.0 APIs against the service of this library,
            and tells what a certification run would say.

            options:
              --kit NAME     the kit to run: party-interaction, customer or all (default: all)
              --store STORE  where the service keeps resources: memory, or file:DIR for a file store
                             in a directory, new or not (default: memory)
              --verbose, -v  show every assertion
              --help, -h     show this text

            exit status: 0 if every assertion passed, 1 if not, 64 if the options make no sense
            """
        case .query:
            """
            usage: tmf query [FILE] QUERY [--explain] [--lines] [--strict RESOURCE]

            Runs the query string of a list request over the resources in a file, and prints the answer as JSON.
            The file holds a JSON array, or one object a line; without it, or as -, it is the standard input.

              tmf query interactions.json 'status=open&sort=-creationDate&fields=id,reason'

            options:
              --explain          tell on the standard error how the query was understood
              --lines            print one resource a line instead of an array
              --strict RESOURCE  refuse attributes that party-interaction or customer does not have
              --help, -h         show this text

            exit status: 0 if the query ran, 64 if it or the options make no sense,
            65 if the file does not hold JSON, 66 if it cannot be read
            """
        case .store:
            """
            usage: tmf store verify|repair DIR
                   tmf store export DIR [--collection NAME]
                   tmf store import DIR [FILE] [--collection NAME]

            Looks after a file store that no process has open.

            actions:
              verify   read all files and tell whether they are whole
              repair   make a damaged store one that opens again, with all that can still be read;
                       the old files are kept in DIR/damaged-1
              export   print every resource on a line: {"collection":...,"id":...,"document":...}
              import   add the resources in a file, or of the standard input, to a store, new or not

            options:
              --collection NAME  export only this collection; import plain resources into it,
                                 each under its id
              --help, -h         show this text

            exit status: 0 if all is well, 64 if the arguments make no sense, 65 if the store is damaged or
            the file cannot be imported, 66 if a file cannot be read, 73 if there is no room, 75 if the store
            is in use
            """
        }
    }
}
