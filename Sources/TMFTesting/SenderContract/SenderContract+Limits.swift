import TMFEvents
import TMFExchange

extension SenderContract {
    private static let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 14)

    /// A server that takes its time, and what it does.
    private static let slow: [(String, [HostileServer.Step])] = [
        ("no answer", [.hold]),
        (
            "a slow status line", [.send("HTTP/1.1 200 "), .sendForever(Array("O".utf8), pause: .milliseconds(20))]
        ),
        (
            "slow header fields",
            [.send("HTTP/1.1 200 OK\r\n"), .sendForever(Array("X: y\r\n".utf8), pause: .milliseconds(20))]
        ),
        ("half a body", [.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), .hold]),
        (
            "a slow body",
            [
                .send("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"),
                .sendForever(Array("x".utf8), pause: .milliseconds(20)),
            ]
        ),
        (
            "slow interim answers",
            [.sendForever(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), pause: .milliseconds(20))]
        ),
    ]

    private static let endless: [(String, [HostileServer.Step])] = [
        ("an endless body", [.send("HTTP/1.1 200 OK\r\n\r\n"), .sendForever(blanks)]),
        (
            "an endless body in chunks",
            [
                .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
                .sendForever(Array("4000\r\n".utf8) + blanks + Array("\r\n".utf8)),
            ]
        ),
        ("a body of 1 TB", [.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n"), .sendForever(blanks)]),
        ("a long body of an error", [.send("HTTP/1.1 500 Error\r\n\r\n"), .sendForever(blanks)]),
    ]

    /// How long, and how much.
    static let limits: [SenderContract] =
        slow.map { what, steps in
            SenderContract("At the deadline the message ends with a failure, and its connection: \(what)") { trial in
                let server = try trial.server { _ in steps }
                var message = try trial.message(to: server)
                message.timeout = .seconds(1)
                let start = ContinuousClock.now
                try await trial.expectFailure(what, message, .timeout)
                let time = ContinuousClock.now - start
                trial.expect(time >= .milliseconds(900) && time < .seconds(6), "expected 1 s, found \(time)")
                try await trial.expectClosed(what, at: server)
                try await trial.expectRequests(1, at: server)
            }
        }
        + endless.map { what, steps in
            SenderContract("A body beyond the limit ends with a failure, and its connection: \(what)") { trial in
                let server = try trial.server { _ in steps }
                var message = try trial.message(to: server)
                message.timeout = .seconds(10)
                try await trial.expectFailure(what, message, .answerTooLarge)
                try await trial.expectClosed(what, at: server)
                try await trial.expectRequests(1, at: server)
            }
        } + [
            SenderContract("A body of just the limit comes back, and one more byte is too much") { trial in
                for (limit, length) in [(1_000, 1_000), (1_000, 1_001), (0, 0), (0, 1)] {
                    let body = String(repeating: "x", count: length)
                    let server = try trial.server { _ in
                        [.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n\(body)")]
                    }
                    var message = try trial.message(to: server)
                    message.answerLimit = limit
                    if length <= limit {
                        let answer = try await trial.expectAnswer("\(length) of \(limit)", message)
                        trial.expect("the body", answer?.body, is: Array(body.utf8))
                    } else {
                        try await trial.expectFailure("\(length) of \(limit)", message, .answerTooLarge)
                    }
                }
            },
            SenderContract("A head without an end ends with a failure, and its connection") { trial in
                let field = Array("X-A: \(String(repeating: "a", count: 99))\r\n".utf8)
                let heads: [(String, [HostileServer.Step])] = [
                    ("header fields", [.send("HTTP/1.1 200 OK\r\n"), .sendForever(field)]),
                    ("one header field", [.send("HTTP/1.1 200 OK\r\nX:"), .sendForever(blanks)]),
                    ("a status line", [.send("HTTP/1.1 200 "), .sendForever(Array(repeating: 0x61, count: 1 << 14))]),
                    ("interim answers", [.sendForever(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))]),
                ]
                for (what, steps) in heads {
                    let server = try trial.server { _ in steps }
                    var message = try trial.message(to: server)
                    message.timeout = .seconds(2)
                    try await trial.expectFailure(what, message)
                    try await trial.expectClosed(what, at: server)
                    try await trial.expectRequests(1, at: server)
                }
            },
            SenderContract("A cancelled task ends the message and its connection at once") { trial in
                let server = try trial.server { _ in [.hold] }
                var message = try trial.message(to: server)
                message.timeout = .seconds(10)
                let task = Task { [message] in try await trial.send(message) }
                while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
                let start = ContinuousClock.now
                task.cancel()
                switch try await task.value {
                case .success: trial.fail("expected a failure, found an answer")
                case .failure(let failure): trial.expect("the failure", failure.code, is: .cancelled)
                }
                trial.expect(ContinuousClock.now - start < .seconds(5), "expected to end at once")
                try await trial.expectClosed("the message", at: server)
            },
            SenderContract("A task that is cancelled before sends nothing") { trial in
                let honeypot = try trial.honeypot()
                let message = try trial.message(to: honeypot)
                let task = Task {
                    while !Task.isCancelled { await Task.yield() }
                    return try await trial.send(message)
                }
                task.cancel()
                switch try await task.value {
                case .success: trial.fail("expected a failure, found an answer")
                case .failure(let failure): trial.expect("the failure", failure.code, is: .cancelled)
                }
                trial.expect("the number of requests", honeypot.requests.count, is: 0)
            },
        ]
}
