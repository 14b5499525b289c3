import TMFEvents
import TMFExchange

extension SenderContract {
    /// Connections that are refused, and those that are kept.
    static let connections: [SenderContract] = [
        SenderContract("A port without a server is a failure") { trial in
            // Nothing listens there any more.
            let server = try trial.honeypot()
            let message = try trial.message(to: server)
            server.stop()
            while Socket.accepts(.v4, port: server.port) { try await Task.sleep(for: .milliseconds(10)) }
            try await trial.expectFailure("the message", message, .cannotConnect)
        },
        SenderContract("A connection that is never accepted ends at the deadline") { trial in
            let (socket, port) = try Socket.listening(.v4, backlog: 0)
            defer { socket.close() }
            var waiting: [Socket] = []
            defer { for socket in waiting { socket.close() } }
            for _ in 0..<16 { waiting.append(try Socket.connecting(.v4, port: port)) }
            // Some systems accept any number of connections.
            guard let last = waiting.last, !last.isConnected(within: 500) else { return }
            var message = EventMessage(to: try CallbackURL("http://127.0.0.1:\(port)/"))
            message.connectTimeout = .seconds(1)
            message.timeout = .seconds(1)
            let start = ContinuousClock.now
            try await trial.expectFailure("the message", message, .timeout, .cannotConnect)
            trial.expect(ContinuousClock.now - start < .seconds(6), "expected to end after 1 s")
        },
        SenderContract("A connection that the server closes after an answer loses no later message") { trial in
            let server = try trial.server { _ in
                [.send("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n[]")]
            }
            for number in 1...3 {
                try await trial.expectAnswer("message \(number)", try trial.message(to: server))
                try await trial.expectRequests(number, at: server)
                // A message that is sent in the moment of the end may be lost.
                try await Task.sleep(for: .milliseconds(100))
            }
        },
        SenderContract("A message on a connection that was kept is not sent again when the connection ends") { trial in
            for isReset in [false, true] {
                let server = try trial.server { request in
                    request.target == "/first" ? HostileServer.ok + [.next] : isReset ? [.reset] : []
                }
                try await trial.expectAnswer("the first", try trial.message(to: server, "/first"))
                try await trial.expectFailure("the second", try trial.message(to: server, "/second"), .connectionLost)
                try await trial.expectRequests(2, at: server)
            }
        },
        SenderContract("A message by https is never sent in the clear") { trial in
            let server = try trial.server { _ in HostileServer.ok }
            let message = EventMessage(
                to: try CallbackURL("https://127.0.0.1:\(server.port)/secret"), headers: ["X-Secret": "secret"],
                body: Array("secret".utf8), timeout: .seconds(10))
            try await trial.expectFailure("the message", message)
            trial.expect(
                server.bytes.firstRange(of: Array("secret".utf8)) == nil, "expected nothing of the message in the clear"
            )
        },
    ]
}

extension Socket {
    /// Returns whether a server accepts connections.
    fileprivate static func accepts(_ family: Family, port: Int) -> Bool {
        guard let socket = try? Socket.connecting(family, port: port) else { return false }
        defer { socket.close() }
        return socket.isConnected(within: 100) && !socket.hasFailed
    }
}
