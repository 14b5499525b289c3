/// A text that explains how to use the program.
enum HelpTopic: Sendable {
    case program
    case check
    case query
    case store
    case validate

    var text: String {
        switch self {
        case .program:
            """
            usage: tmf <command> [options]

            Works with the TM Forum APIs TMF683 Party Interaction Management and TMF629 Customer Management.

            commands:
              check        run the conformance kits against a server, or the embedded service
              validate     check the resources in files by the API definitions
              query        run a query over the resources in a file
              store        verify, repair, export or import the files of a store

            options:
              --help, -h   show this text, or that of a command: tmf check --help
              --version    show the version
            """
        case .check:
            """
            usage: tmf check [--url URL] [--config FILE] [--header 'NAME: VALUE']... [options]
                   tmf check [--store memory|file:DIR] [options]

            Runs the conformance kits of the two v4.0.0 APIs against a server, or without --url and --config
            against the service of this library, and tells what a certification run would say.

              tmf check --url https://api.example.com/tmf-api/customerManagement/v4/ --kit customer

            the server:
              --url URL               what the requests begin with. Where it ends behind the host, without a slash,
                                      each kit has its usual path: http://localhost:8080
              --config FILE           the config.json of the published kit as it is: its url, headers and payloads;
                                      --url and --header count more
              --header 'NAME: VALUE'  a header field of all requests; may be repeated
              --timeout SECONDS       how long a response may take as a whole (default: 30)
              --store STORE           where the embedded service keeps resources: memory, or file:DIR for a file
                                      store in a directory, new or not (default: memory)

            the check:
              --kit NAME              the kit to run: party-interaction, customer or all (default: that of the
                                      payload in the configuration, or else all)
              --verdict NAME          ctk: as the published kit judges; sound: by what it means and does not check;
                                      or all for both (default: ctk)
              --read-only             create, change and delete nothing; with the sound standard, which it chooses
              --concurrency 1         the number of requests at a time: they build on one another

            the outcome:
              --report FORMAT=FILE    write a report as text, json, newman, junit, markdown or html; may be
                                      repeated. - is the standard output; all else then goes to the standard error
              --fail-on WHAT          what makes the exit status 1: error, warning (and errors), or never (default:
                                      error)
              --verbose, -v           show every assertion
              --help, -h              show this text

            Ctrl-C, SIGTERM or SIGHUP ends the check behind the current request, and once more at once; the reports
            then hold what was done until then. A server that has answered is given up after five timeouts in a
            row, and a body of more than 8 MiB is an error. Redirects are not followed, and no request is sent
            twice. A proxy is used as the settings of the system say, on Linux http_proxy, https_proxy and
            no_proxy.

            exit status: 0 if every assertion passed, 1 if not, 2 if the check could not run (a wrong
            configuration, no answer to any request, a report that cannot be written), 64 if the options make
            no sense, 130 if it was interrupted; with --store file:DIR also those of tmf store
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
        case .validate:
            """
            usage: tmf validate [--profile NAME] [--resource NAME] [--format text|json] FILE...

            Checks the resources in files without a network, and prints all that is wrong with each.
            A file holds one resource, a JSON array as list requests answer it, or one resource a line;
            - is the standard input.

            options:
              --profile NAME   certification: what the conformance profile demands; specification: what the
                               API definition lists as required (default: certification)
              --resource NAME  what the resources are: party-interaction, customer, or auto for what each
                               tells by its @type or its attributes (default: auto)
              --format NAME    text for a line per finding, or json (default: text)
              --help, -h       show this text

            exit status: 0 if nothing is wrong, 1 if there are findings, 64 if the options make no sense,
            65 if a file does not hold such resources, 66 if it cannot be read
            """
        }
    }
}
