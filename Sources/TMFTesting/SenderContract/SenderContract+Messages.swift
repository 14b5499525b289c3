import TMFEvents
import TMFExchange

extension SenderContract {
    /// What arrives.
    static let messages: [SenderContract] = [
        SenderContract("A message arrives once, with its method, target, header fields and body") { trial in
            let server = try trial.server { _ in HostileServer.ok }
            var message = try trial.message(
                to: server, "/tmf//listener;v=1?x=%7c&y=a/./b&z='()*!,$@~:;",
                headers: [
                    .contentType: "application/json;charset=utf-8", "webhook-id": "6f0c-0s",
                    "webhook-signature": "v1,K5o= v1,g0h=",
                    "User-Agent": "hub/1.0", "X-Correlation-ID": "a b",
                ])
            message.body = Array(#"{"reason":"é"}"#.utf8) + [0x00, 0xFF, 0x0D, 0x0A]
            try await trial.expectAnswer("the message", message)
            try await trial.expectRequests(1, at: server)
            guard let request = server.requests.first else { return }
            trial.expect("the method", request.method, is: "POST")
            trial.expect("the target", request.target, is: message.url.target)
            trial.expect("the body", request.body, is: message.body)
            trial.expect("the field Host", request.headers.values(of: "Host"), is: [message.url.authority])
            for field in message.headers.fields {
                trial.expect("the field \(field.name)", request.headers.values(of: field.name), is: [field.value])
            }
            for name: APIHeaders.Name in ["Cookie", "Authorization", "Proxy-Authorization", "Referer", "Origin"] {
                trial.expect("the field \(name)", request.headers.values(of: name), is: [])
            }
        },
        SenderContract("A long body arrives complete") { trial in
            let server = try trial.server { _ in HostileServer.ok }
            var message = try trial.message(to: server)
            message.body = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try await trial.expectAnswer("the message", message)
            try await trial.expectRequests(1, at: server)
            trial.expect(server.requests.first?.body == message.body, "expected the body as it was sent")
        },
        SenderContract("A message without a body has another method and arrives without one") { trial in
            let server = try trial.server { _ in [.send("HTTP/1.1 204 No Content\r\n\r\n"), .next] }
            for method in [APIMethod.get, .options, .post] {
                let message = try trial.message(
                    method, to: server, headers: ["WebHook-Request-Origin": "hub.example"], body: "")
                try await trial.expectAnswer("\(method)", message, status: 204)
            }
            try await trial.expectRequests(3, at: server)
            trial.expect("the methods", server.requests.map(\.method), is: ["GET", "OPTIONS", "POST"])
            for request in server.requests {
                trial.expect("the body", request.body, is: [])
                trial.expect(
                    "the field of the message", request.headers.values(of: "WebHook-Request-Origin"),
                    is: ["hub.example"])
            }
        },
        SenderContract("Messages that are sent at the same time get their own answers") { trial in
            let server = try trial.server { request in
                let length = request.target.utf8.count
                return [
                    .wait(.milliseconds(50)),
                    .send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n\(request.target)"),
                ]
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        let message = try trial.message(to: server, "/listener/\(number)")
                        let answer = try await trial.expectAnswer("message \(number)", message)
                        trial.expect("the answer", answer?.body, is: Array("/listener/\(number)".utf8))
                    }
                }
                try await group.waitForAll()
            }
            try await trial.expectRequests(12, at: server)
        },
    ]
}
