import TMFEvents
import TMFExchange

extension SenderContract {
    /// What comes back.
    static let answers: [SenderContract] = [
        SenderContract("Every status comes back, with the header fields and the body") { trial in
            for status in [200, 201, 202, 204, 400, 404, 409, 410, 413, 422, 429, 500, 503] {
                let body = status == 204 ? "" : "{\"code\":\"\(status)\"}"
                let server = try trial.server { _ in
                    let length = status == 204 ? "" : "Content-Length: \(body.utf8.count)\r\n"
                    return [.send("HTTP/1.1 \(status) Text\r\nRetry-After: 120\r\nX-Empty:\r\n\(length)\r\n\(body)")]
                }
                let answer = try await trial.expectAnswer("\(status)", try trial.message(to: server), status: status)
                trial.expect("\(status): the body", answer?.body, is: Array(body.utf8))
                trial.expect("\(status): the field Retry-After", answer?.headers["Retry-After"], is: "120")
                try await trial.expectRequests(1, at: server)
            }
        },
        SenderContract("A body in chunks, or up to the end of the connection, comes back complete") { trial in
            let chunked = "Transfer-Encoding: chunked\r\n\r\n2\r\n[1\r\n3;a=b\r\n,2]\r\n0\r\n\r\n"
            for end in [chunked, "Connection: close\r\n\r\n[1,2]"] {
                let server = try trial.server { _ in [.send("HTTP/1.1 200 OK\r\n" + end)] }
                let answer = try await trial.expectAnswer("the answer", try trial.message(to: server))
                trial.expect("the body", answer?.body, is: Array("[1,2]".utf8))
            }
        },
        SenderContract("Interim answers are not the answer") { trial in
            for interim in ["100 Continue", "103 Early Hints\r\nLink: </a>"] {
                let server = try trial.server { _ in
                    [.send("HTTP/1.1 \(interim)\r\n\r\n"), .wait(.milliseconds(20))] + HostileServer.ok
                }
                let answer = try await trial.expectAnswer(interim, try trial.message(to: server))
                trial.expect("\(interim): the body", answer?.body, is: Array("[]".utf8))
                try await trial.expectRequests(1, at: server)
            }
        },
        SenderContract("An answer that ends early is a failure, and the message is not sent again") { trial in
            let ends = [
                "", "HTTP/1.1", "HTTP/1.1 200 OK\r\nContent-Len", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            ]
            for end in ends {
                for isReset in [false, true] {
                    let server = try trial.server { _ in [.send(end)] + (isReset ? [.reset] : []) }
                    let text = "'\(end.replacing("\r\n", with: " "))' and \(isReset ? "a reset" : "the end")"
                    try await trial.expectFailure(text, try trial.message(to: server), .connectionLost, .notHTTP)
                    try await trial.expectRequests(1, at: server)
                }
            }
        },
        SenderContract("An answer that is not HTTP is a failure, and the message is not sent again") { trial in
            for text in [
                "SSH-2.0-OpenSSH_9.9\r\n", "220 mail.example ESMTP\r\n", "{\"id\":\"1\"}", "\u{0}\u{1}\u{2}\r\n\r\n",
            ] {
                let server = try trial.server { _ in [.send(text)] }
                try await trial.expectFailure(
                    "'\(text.prefix(8))'", try trial.message(to: server), .notHTTP, .connectionLost)
                try await trial.expectRequests(1, at: server)
            }
        },
        SenderContract("A failure tells nothing of the answer or the message") { trial in
            let ends = [
                "secret-of-the-answer\r\n\r\n",
                "HTTP/1.1 200 secret-of-the-answer\r\nX: secret-of-the-answer\r\nContent-Length: 90\r\n\r\nsecret",
            ]
            for end in ends {
                let server = try trial.server { _ in [.send(end)] }
                let message = try trial.message(
                    to: server, "/?secret-of-the-message", headers: ["Authorization": "secret-of-the-message"],
                    body: "secret-of-the-message")
                switch try await trial.send(message) {
                case .success: trial.fail("expected a failure, found an answer")
                case .failure(let failure): trial.expect(!"\(failure)".contains("secret"), "found '\(failure)'")
                }
            }
        },
    ]
}
