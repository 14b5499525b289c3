import TMFConformance
import TMForum

/// What a check comes to once its options and its configuration are put together.
struct CheckPlan: Sendable, Equatable {
    /// Options or a configuration that cannot be followed.
    struct Failure: Error, Hashable, CustomStringConvertible {
        /// What the program says at its end.
        var status: ExitStatus
        /// The problem in one sentence.
        var description: String
    }

    var kits: [ConformanceKit]
    /// The server, or `nil` for the embedded service.
    var server: ServerURL?
    var headers: RequestHeaders
    /// What the user should know before the check begins.
    var notes: [String] = []

    /// The URL that the requests of a kit begin with, or `nil` for that of the embedded service.
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
            notes = configuration.ignored.map { "\(file): '\($0)' has no meaning here" }
        }
        // A configuration is that of one kit, which its body tells.
        let named = configuration.payloads.count == 1 ? configuration.payloads.keys.first : nil
        let chosen = options.kits ?? named.map { [$0] } ?? NamedResource.all
        kits = chosen.map { resource in
            configuration.payloads[resource].map { resource.kit.with(payload: $0) } ?? resource.kit
        }
        headers = RequestHeaders(configured: configuration.headers, given: options.headers)
        guard options.isRemote else { return }
        guard let url = options.url ?? configuration.url else {
            throw Failure(
                status: .couldNotRun, description: "\(options.config ?? ""): there is no url, and no '--url' either")
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
                    '\(ServerURL.shown(server.text))' has a path, and each kit has its own: name the one that the URL is for \
                    with '--kit', or leave out the path ('\(server.origin)') for the usual paths of both
                    """)
        }
        if let authorization = server.authorization, !headers.has(.authorization) {
            headers.given.append(APIHeaders.Field(name: .authorization, value: authorization))
        }
        self.server = server
    }
}
