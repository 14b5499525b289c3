import ContactCenter
import Hummingbird

/// Serves the contact center over HTTP.
@main
struct Server {
    static func main() async throws {
        let server = Application(
            responder: ServiceResponder(service: makeService()),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 8080))
        )
        try await server.runService()
    }
}
