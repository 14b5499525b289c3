/// A help text of the program.
enum HelpTopic: Sendable {
    case program
    case check
    case openAPI
    case query
    case store
    case validate

    var text: String {
        switch self {
        case .program:
            """
            usage: tmf <command> [options]

            Checks servers and data against the TM Forum APIs TMF683 Party Interaction Management and
            TMF629 Customer Management, v4.0.0.

            commands:
              check        run the conformance kits against a server, or against the embedded service
              validate     check the resources in files against the API definitions
              query        run a query over the resources in a file
              store        verify, repair, export or import the files of a store
              openapi      describe the service of this library in OpenAPI

            options:
              --help, -h   show this text, or the help of a command: tmf check --help
              --version    show the version
            """
        case .check:
            """
            usage: tmf check [--url URL] [--config FILE] [--header 'NAME: VALUE']... [options]
                   tmf check [--store memory|file:DIR] [options]

            Runs the conformance kits of both APIs against a server and shows how a certification run would end.
            Without --url and --config, checks the service of this library.

              tmf check --url http://localhost:8080
              tmf check --url https://api.example.com/tmf-api/customerManagement/v4/ --kit customer

            the server:
              --url URL               the URL that the requests begin with; if it ends after the host, without a
                                      slash, each kit uses its usual path
              --config FILE           use the url, headers and payloads in the config.json of the published kit,
                                      unchanged; --url and --header override it
              --header 'NAME: VALUE'  add a header field to every request; may be repeated
              --timeout SECONDS       the time for a complete response (default: 30)
              --store STORE           where the embedded service keeps resources: memory, or file:DIR for a file
                                      store in a new or existing directory (default: memory)

            the check:
              --kit NAME              the kit to run: party-interaction, customer or all (default: the kit of the
                                      payload in the configuration, otherwise all)
              --verdict NAME          the rules: ctk for those of the published kit, sound for those that the kit
                                      intends but does not check, all for both (default: ctk)
              --read-only             send only GET, and judge by the sound standard
              --concurrency 1         the number of concurrent requests; only 1 is possible, because each request
                                      depends on earlier ones

            the results:
              --report FORMAT=FILE    write a report as text, json, newman, junit, markdown or html; may be
                                      repeated. If FILE is -, the report goes to the standard output, and
                                      everything else to the standard error
              --fail-on WHAT          what makes the exit status 1: error, warning (warnings and errors) or never
                                      (default: error)
              --verbose, -v           show every assertion
              --help, -h              show this text

            Ctrl-C, SIGTERM or SIGHUP ends the check after the current request, and a second one ends it at once.
            The reports then contain everything up to that point. The check gives up after three requests without
            any answer, or five timeouts in a row. A body of more than 8 MiB is an error. Redirects are not
            followed, and no request is sent twice. Requests use the proxy in the settings of the system; on Linux,
            set http_proxy, https_proxy and no_proxy.

            exit status: 0 if every assertion passed, 1 if an assertion failed, 2 if the check could not run (a
            wrong configuration, no answer to any request, a report that cannot be written), 64 if the options are
            invalid, 130 if the check was interrupted; with --store file:DIR, also those of tmf store
            """
        case .openAPI:
            """
            usage: tmf openapi [--out FILE]

            Prints the OpenAPI 3.1 document of the service of this library, as JSON. It describes both APIs
            with the default configuration; a service of your own has its document from APIService.openAPI.

            options:
              --out FILE   write the document to a file; - is the standard output (default: -)
              --help, -h   show this text

            exit status: 0 on success, 64 for invalid options, 73 if the file cannot be written
            """
        case .query:
            """
            usage: tmf query [FILE] QUERY [--explain] [--lines] [--strict RESOURCE]

            Runs the query string of a list request over the resources in a file, and prints the answer as JSON.
            FILE contains a JSON array, or one object per line. Without FILE, or if it is -, reads the standard
            input.

              tmf query interactions.json 'status=open&sort=-creationDate&fields=id,reason'

            options:
              --explain          show on the standard error how the query was understood
              --lines            print one resource per line instead of an array
              --strict RESOURCE  refuse attributes that party-interaction or customer does not have
              --help, -h         show this text

            exit status: 0 if the query ran, 64 if the query or the options are invalid,
            65 if the file does not contain JSON, 66 if the file cannot be read
            """
        case .store:
            """
            usage: tmf store verify|repair DIR
                   tmf store export DIR [--collection NAME]
                   tmf store import DIR [FILE] [--collection NAME]

            Verifies, repairs, exports or imports the files of a store that no process has open.

            actions:
              verify   read all files and report any damage
              repair   write a store that opens again, with everything that can still be read;
                       the old files move to DIR/damaged-1
              export   print one resource per line: {"collection":...,"id":...,"document":...}
              import   add the resources in FILE, or in the standard input, to a new or existing store

            options:
              --collection NAME  export only this collection; import plain resources into it,
                                 each under its id
              --help, -h         show this text

            exit status: 0 on success, 64 if the arguments are invalid, 65 if the store is damaged or
            the file cannot be imported, 66 if a file cannot be read, 73 if there is no space left, 75 if the
            store is in use
            """
        case .validate:
            """
            usage: tmf validate [--profile NAME] [--resource NAME] [--format text|json] FILE...

            Checks the resources in files, without a network, and prints everything that is wrong with each.
            A FILE contains one resource, a JSON array as list requests return it, or one resource per line.
            If it is -, reads the standard input.

            options:
              --profile NAME   certification for the rules of the conformance profile, specification for those
                               of the API definition (default: certification)
              --resource NAME  the type of the resources: party-interaction, customer, or auto to recognize each
                               by its @type or its attributes (default: auto)
              --format NAME    text for one line per finding, or json (default: text)
              --help, -h       show this text

            exit status: 0 if there are no findings, 1 if there are findings, 64 if the options are invalid,
            65 if a file does not contain such resources, 66 if a file cannot be read
            """
        }
    }
}
