import TMFEvents
import TMFExchange

extension SenderContract {
    /// Where answers try to lead, and what they ask for.
    static let redirects: [SenderContract] = [
        SenderContract("A redirect is the answer, and is not followed") { trial in
            let honeypot = try trial.honeypot()
            for status in [300, 301, 302, 303, 305, 307, 308] {
                let location = "http://127.0.0.1:\(honeypot.port)/metadata"
                let server = try trial.server { _ in
                    [.send("HTTP/1.1 \(status) Moved\r\nLocation: \(location)\r\nContent-Length: 2\r\n\r\n[]")]
                }
                let answer = try await trial.expectAnswer("\(status)", try trial.message(to: server), status: status)
                trial.expect("\(status): the field Location", answer?.headers[.location], is: location)
                try await trial.expectRequests(1, at: server)
            }
            try await trial.expectNoConnection("the target of the redirects", at: honeypot)
        },
        SenderContract("A redirect to the same server is not followed either") { trial in
            let server = try trial.server { _ in
                [.send("HTTP/1.1 307 Moved\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")]
            }
            try await trial.expectAnswer("the redirect", try trial.message(to: server), status: 307)
            try await trial.expectRequests(1, at: server)
        },
        SenderContract("Other fields that name a place are not followed") { trial in
            let honeypot = try trial.honeypot()
            let place = "http://127.0.0.1:\(honeypot.port)/"
            let server = try trial.server { _ in
                let fields = [
                    "Refresh: 0; url=\(place)", "Content-Location: \(place)", "Link: <\(place)>; rel=preload",
                    "Alt-Svc: h2=\":\(honeypot.port)\"", "Location: \(place)",
                ]
                return [
                    .send("HTTP/1.1 201 Created\r\n\(fields.joined(separator: "\r\n"))\r\nContent-Length: 2\r\n\r\n[]"),
                    .next,
                ]
            }
            for number in 1...2 {
                try await trial.expectAnswer("message \(number)", try trial.message(to: server), status: 201)
            }
            try await trial.expectRequests(2, at: server)
            try await trial.expectNoConnection("the place", at: honeypot)
        },
        SenderContract("A request for credentials is the answer, and no credentials are sent") { trial in
            let challenges = [
                "401 No\r\nWWW-Authenticate: Basic realm=\"x\"",
                "401 No\r\nWWW-Authenticate: Digest realm=\"x\", nonce=\"y\"",
                "401 No\r\nWWW-Authenticate: Negotiate", "401 No\r\nWWW-Authenticate: NTLM",
                "407 No\r\nProxy-Authenticate: Basic realm=\"x\"",
            ]
            for challenge in challenges {
                let server = try trial.server { _ in [.send("HTTP/1.1 \(challenge)\r\nContent-Length: 2\r\n\r\nno")] }
                let status = challenge.hasPrefix("401") ? 401 : 407
                try await trial.expectAnswer(challenge, try trial.message(to: server), status: status)
                try await trial.expectRequests(1, at: server)
                for name: APIHeaders.Name in ["Authorization", "Proxy-Authorization"] {
                    trial.expect("the field \(name)", server.requests.first?.headers[name], is: nil)
                }
            }
        },
        SenderContract("Cookies are not kept") { trial in
            let server = try trial.server { _ in
                [.send("HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 2\r\n\r\n[]"), .next]
            }
            for number in 1...3 { try await trial.expectAnswer("message \(number)", try trial.message(to: server)) }
            try await trial.expectRequests(3, at: server)
            trial.expect("the fields Cookie", server.requests.map { $0.headers["Cookie"] }, is: [nil, nil, nil])
        },
        SenderContract("Answers are not taken from a cache") { trial in
            let server = try trial.server { _ in
                [
                    .send(
                        "HTTP/1.1 200 OK\r\nCache-Control: max-age=3600\r\nETag: \"1\"\r\nContent-Length: 2\r\n\r\n[]"),
                    .next,
                ]
            }
            for number in 1...2 {
                try await trial.expectAnswer(
                    "message \(number)", try trial.message(.get, to: server, headers: [:], body: ""))
            }
            try await trial.expectRequests(2, at: server)
            trial.expect("the field If-None-Match", server.requests.last?.headers[.ifNoneMatch], is: nil)
        },
    ]
}
