import Foundation
import Synchronization
import TMFEvents
import TMFExchange
import TMFJSON
import TMFModels
import _TMFTestSupport

/// The process with the listeners: it writes down every event before it answers.
///
/// A line is `listener subscription id number content digest result`. The result is `taken`; `dropped` if the sender is
/// deliberately left without an answer; or `forged` if the signature is wrong. With every second seed, faults are rare,
/// so that the hub gets ahead.
struct ListenerSide: Sendable {
    let log: Logbook
    let seed: UInt64

    func run(port: UInt16) {
        let connections = Atomic<UInt64>(0)
        Connection.serve(port) { [self] connection in
            let number = connections.add(1, ordering: .relaxed).newValue
            serve(connection, SplitMix64(seed: seed &+ number))
        }
        HubHammer.fail("port \(port) is taken")
    }

    private func serve(_ connection: Connection, _ random: SplitMix64) {
        var (connection, random) = (connection, random)
        while let request = connection.message() {
            var status = 204
            switch random.below(seed % 2 == 0 ? 2_000 : 100) {
            case 0...1: status = 500
            case 2:
                take(request, "dropped")
                return
            case 3...4:
                usleep(UInt32(1_000 * random.below(20)))
                take(request, "taken")
            default: take(request, "taken")
            }
            guard connection.send(Array("HTTP/1.1 \(status) \r\n\r\n".utf8)) else { return }
        }
    }

    private func take(_ request: Connection.Message, _ result: String) {
        let subscription = request.headers["tmf-subscription"] ?? "-"
        var (id, result) = (request.headers[.webhookID] ?? "-", result)
        do {
            let secret = try HubHammer.key().secret(for: subscription, epoch: 0)
            id = try StandardWebhooks.verify(request.headers, body: request.body, with: [secret], at: .now())
        } catch {
            result = "forged"
        }
        let content = (try? JSONDocument(parsing: request.body))?.root["event"]?.content
        log.add(
            [
                request.start.count > 1 ? String(request.start[1].dropFirst()) : "-", subscription, id,
                request.headers["tmf-event-number"] ?? "-", content ?? "-",
                SHA256.digest(request.body.span).hexadecimal, result,
            ].joined(separator: " "))
    }
}
