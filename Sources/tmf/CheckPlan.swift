import TMFConformance
import TMForum

/// The kits, the server and the header fields of a check, from its options and its configuration.
struct CheckPlan: Sendable, Equatable {
    /// An error in the options or the configuration.
    struct Failure: Error, Hashable, CustomStringConvertible {
        /// The exit status of the program.
        var status: ExitStatus
        /// A description of the problem in one sentence.
        var description: String
    }

    var kits: [ConformanceKit]
    /// The server, or `nil` for the embedded service.
    var server: ServerURL?
    var headers: RequestHeaders
    /// Notes for the user that are shown before the check starts.
    var notes: [String] = []

    /// The URL that the requests of a kit begin with, or `nil` for the embedded service.
    func base(of kit: ConformanceKit) -> ServerURL? {
        guard let server, server.path.isEmpty else { return server }
        return server.with(path: kit.defaultBasePath)
    }

    init(_ options: CheckOptions) throws(Failure) {
        var configuration = KitConfiguration()
        if let file = options.config {
            do {
                configuration = try KitConfiguration(parsing: try InputFile.bytes(of: file))
            } catch let error as InputFile.Failure {
                throw Failure(status: .couldNotRun, description: error.description)
            } catch {
                throw Failure(status: .couldNotRun, description: "\(file): \(error)")
            }
            notes = configuration.ignored.map { "\(file): ignoring '\($0)', which no kit uses" }
        }
        // A configuration is for one kit, which its payload identifies.
        let named = configuration.payloads.count == 1 ? configuration.payloads.keys.first : nil
        let chosen = options.kits ?? named.map { [$0] } ?? NamedResource.all
        kits = chosen.map { resource in
            configuration.payloads[resource].map { resource.kit.with(payload: $0) } ?? resource.kit
        }
        headers = RequestHeaders(configured: configuration.headers, given: options.headers)
        guard options.isRemote else { return }
        guard let url = options.url ?? configuration.url else {
            throw Failure(
                status: .couldNotRun,
                description: "\(options.config ?? ""): the url is missing; add it, or use '--url'")
        }
        let server: ServerURL
        do throws(ServerURL.Failure) {
            server = try ServerURL(url)
        } catch {
            throw Failure(status: options.url == nil ? .couldNotRun : .usage, description: error.description)
        }
        guard server.path.isEmpty || kits.count == 1 else {
            throw Failure(
                status: .usage,
                description: """
                    '\(ServerURL.shown(server.text))' has a path, but each kit needs its own: name the kit of this URL with \
                    '--kit', or omit the path ('\(server.origin)') to use the usual paths of both
                    """)
        }
        if let authorization = server.authorization, !headers.has(.authorization) {
            headers.given.append(APIHeaders.Field(name: .authorization, value: authorization))
        }
        self.server = server
    }
}
