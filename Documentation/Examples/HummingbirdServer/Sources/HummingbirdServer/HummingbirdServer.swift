import ArgumentParser
import AsyncHTTPClientSender
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import TMForum
import UnixSignals

/// A server of both APIs over HTTP/1.1.
@main
struct HummingbirdServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves TMF683 and TMF629 over HTTP.")

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on, or 0 for any free port.")
    var port = 8080

    @Option(
        help: ArgumentHelp(
            "The directory to keep resources in. Without one, they are kept in memory.", valueName: "dir"))
    var store: String?

    @Option(
        name: .customLong("public-url"),
        help: ArgumentHelp("The URL that clients use, such as https://api.example.com.", valueName: "url"))
    var publicURL = ""

    @Option(help: "The number of concurrent connections. Further clients wait.")
    var connections = 256

    @Option(
        help: ArgumentHelp(
            "How long a client may send nothing, read nothing of its answer, or take to send a body.",
            valueName: "seconds"))
    var timeout = 60

    @OptionGroup(title: "Events")
    var events: EventOptions

    func run() async throws {
        LoggingSystem.bootstrap(StreamLogHandler.standardError(label:))
        let logger = Logger(label: "tmforum")

        let files = try store.map { try FileStore(at: $0) }
        let store: any ResourceStore = files ?? InMemoryStore()
        let observer = LoggingObserver(logger: logger)
        let sender = AsyncHTTPClientSender()
        let environment = ServiceEnvironment(publicURL: publicURL)
        let hub = EventHub(
            store: store, sender: sender, callbacks: try events.policy(publicURL: publicURL),
            keys: try EventOptions.keys(), environment: HubEnvironment(publicURL: environment.publicURL),
            observer: observer.observe)
        let limits = ServiceLimits(bodyTimeout: .seconds(timeout))
        let service = APIService(
            store: store, hub: hub,
            configuration: ServiceConfiguration(servesEvents: events.servesEvents, limits: limits),
            environment: environment, observer: observer.observe)
        let description = service.openAPI(title: "TM Forum APIs", version: "1.0.0")
        let patience = TimeAmount.seconds(Int64(timeout))
        let server = Application(
            responder: DescribingResponder(
                document: ByteBuffer(bytes: description.serialized()),
                next: TMFResponder<ServerContext>(service: service)),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionGuard(patience: patience)], idleTimeout: patience)),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: .maximum(connections, logger: logger)),
            onServerRunning: announce,
            logger: logger
        )

        var configuration = ServiceGroupConfiguration(
            services: (files.map { [StoreService(store: $0)] } ?? [])
                + [HubService(hub: hub, sender: sender, logger: logger), server],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        // Some clients never finish their requests.
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Prints the address that the server listens on, immediately even if the output is a file.
    @Sendable
    private func announce(_ channel: any Channel) async {
        let name = host.contains(":") ? "[\(host)]" : host
        let line = "listening on http://\(name):\(channel.localAddress?.port ?? port)\n"
        FileHandle.standardOutput.write(Data(line.utf8))
    }
}

/// A request context that provides the connection of the request.
struct ServerContext: ConnectionContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}
