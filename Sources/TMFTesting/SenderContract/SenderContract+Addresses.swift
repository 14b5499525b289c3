import TMFEvents
import TMFExchange

extension SenderContract {
    /// Where a sender connects to.
    static let addresses: [SenderContract] = [
        SenderContract("Nothing is sent to an address that is not permitted") { trial in
            let honeypot = try trial.honeypot()
            try await trial.expectFailure("the message", try trial.message(to: honeypot), .notPermitted) { _ in false }
            trial.expect("the addresses asked about", Set(trial.askedAddresses), is: Set(loopback.prefix(1)))
            try await trial.expectNoConnection("the address", at: honeypot)
        },
        SenderContract("Nothing is sent to a name whose addresses are not permitted") { trial in
            let honeypots = try pair(trial) { _ in HostileServer.ok }
            for honeypot in honeypots.all {
                let message = try trial.message(to: honeypot, host: "localhost")
                try await trial.expectFailure("the message", message, .notPermitted) { _ in false }
            }
            trial.expect(
                !trial.askedAddresses.isEmpty && trial.askedAddresses.allSatisfy(loopback.contains),
                "expected to be asked about the addresses of localhost, found \(trial.askedAddresses)")
            for honeypot in honeypots.all { try await trial.expectNoConnection("the address", at: honeypot) }
        },
        SenderContract("Of the addresses of a name only those that are permitted are connected to") { trial in
            let servers = try pair(trial) { _ in HostileServer.ok }
            guard let v6 = servers.v6, Set(try await resolved(trial)) == Set(loopback) else { return }
            for (permitted, server, other) in [(loopback[0], servers.v4, v6), (loopback[1], v6, servers.v4)] {
                let (before, refused) = (server.requests.count, other.connections)
                let message = try trial.message(to: server, host: "localhost")
                try await trial.expectAnswer("\(permitted)", message) { $0 == permitted }
                trial.expect("\(permitted): the number of requests", server.requests.count, is: before + 1)
                trial.expect(
                    "\(permitted): the field Host", server.requests.last?.headers["Host"], is: message.url.authority)
                try await Task.sleep(for: .milliseconds(100))
                trial.expect("\(permitted): connections to the other address", other.connections, is: refused)
            }
        },
        SenderContract("A server that does not listen on the first address of a name is reached on another") { trial in
            guard Set(try await resolved(trial)) == Set(loopback) else { return }
            for family in [Socket.Family.v4, .v6] {
                let server = try trial.server(family) { _ in HostileServer.ok }
                try await trial.expectAnswer("\(family)", try trial.message(to: server, host: "localhost"))
                try await trial.expectRequests(1, at: server)
            }
        },
        SenderContract("Every message asks again whether its address is permitted") { trial in
            let server = try trial.server { _ in HostileServer.ok + [.next] }
            try await trial.expectAnswer("the first", try trial.message(to: server))
            try await trial.expectFailure("the second", try trial.message(to: server), .notPermitted) { _ in false }
            try await trial.expectRequests(1, at: server)
        },
        SenderContract("A name without addresses is a failure, and no address is asked about") { trial in
            let message = EventMessage(to: try CallbackURL("http://listener.invalid/"), timeout: .seconds(20))
            try await trial.expectFailure("the message", message, .nameNotFound)
            trial.expect("the addresses asked about", trial.askedAddresses, is: [])
        },
        SenderContract("An address in IPv6 is connected to") { trial in
            guard let server = try? trial.server(.v6, { _ in HostileServer.ok }) else { return }
            let message = try trial.message(to: server, host: "[::1]")
            try await trial.expectAnswer("the message", message)
            trial.expect("the field Host", server.requests.first?.headers["Host"], is: message.url.authority)
            trial.expect("the addresses asked about", Set(trial.askedAddresses), is: Set(loopback.suffix(1)))
        },
    ]

    private static let loopback = ["127.0.0.1", "::1"].compactMap { IPAddress($0) }

    /// Servers on the same port of both loopback addresses, or only of the first where that is all there is.
    private struct Pair: Sendable {
        var v4: HostileServer
        var v6: HostileServer?

        var all: [HostileServer] { [v4] + (v6.map { [$0] } ?? []) }
    }

    private static func pair(
        _ trial: SenderTrial, _ script: @escaping @Sendable (HostileServer.Request) -> [HostileServer.Step]
    ) throws -> Pair {
        // Another program may use the port on one of the addresses.
        for _ in 0..<10 {
            let v4 = try trial.server(.v4, script)
            if let v6 = try? trial.server(.v6, port: v4.port, script) { return Pair(v4: v4, v6: v6) }
        }
        return Pair(v4: try trial.server(.v4, script))
    }

    /// Returns the addresses that `localhost` has for the sender.
    private static func resolved(_ trial: SenderTrial) async throws -> [IPAddress] {
        let probe = SenderTrial(sender: trial.sender)
        let message = EventMessage(to: try CallbackURL("http://localhost:9/"))
        _ = try await probe.send(message) { _ in false }
        return probe.askedAddresses
    }
}
