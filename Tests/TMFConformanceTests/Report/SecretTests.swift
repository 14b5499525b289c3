import TMFExchange
import TMFJSON
import Testing

@testable import TMFConformance

@Suite("Secrets in reports")
struct SecretTests {
    static let secrets = [
        "Zm9vOmJhcg/xyz==", "cookie-of-session", "value-of-set-cookie", "my-api-key-1", "proxy-credentials",
        "token-in-header", "secret-in-header", "p4ssw0rd-in-url", "token-in-query", "key/with\"both",
    ]

    /// A report with secrets wherever they may be, echoed by a server in its bodies and by errors in their messages.
    static let report: ConformanceReport = {
        let echo = secrets.joined(separator: " ")
        let escaped = #"{"e":"\#(echo.replacing("\"", with: "\\\""))","f":"Zm9vOmJhcg\/xyz==","g":"key\/with\"both"}"#
        let url = "https://admin:p4ssw0rd-in-url@bss.example.com/api/customer?access_token=token-in-query&id=1"
        let request = APIRequest(
            .get, "/api/customer?access_token=token-in-query&id=1",
            headers: [
                .authorization: "Basic Zm9vOmJhcg/xyz==", "Cookie": "a=1; sid=cookie-of-session",
                "X-API-Key": "my-api-key-1", "Proxy-Authorization": "proxy-credentials",
                "X-Access-Token": "token-in-header", "client_secret": "secret-in-header",
                "Api-Key": "key/with\"both", "X-Echo": echo,
            ], body: Array(escaped.utf8))
        let response = APIResponse(
            status: 200,
            headers: ["Set-Cookie": "sid=value-of-set-cookie; Path=/customer; HttpOnly", "X-Echo": echo],
            body: Array(escaped.utf8))
        let step = ReportSamples.step(
            "/customer?access_token=token-in-query", folder: "N1", url: url, request: request, response: response,
            scriptError: "no: \(echo)", requestError: "cannot connect to \(url), \(echo)",
            assertions: [
                .init(
                    name: "url is \(url)", passed: false, message: echo, rule: ReportSamples.error,
                    pointer: JSONPointer(tokens: [echo]), expected: url, got: echo),
                .init(name: echo, passed: false, message: url, rule: ReportSamples.warning, got: echo),
                .init(name: echo, passed: true),
            ])
        return ReportSamples.report([step], basePath: url, notes: [url, echo])
    }()

    @Test("No secret appears in any format", arguments: ConformanceReportFormat.allCases)
    func formats(_ format: ConformanceReportFormat) {
        let text = ReportSamples.text([Self.report], format)
        for secret in Self.secrets {
            #expect(!text.contains(secret), "\(secret)")
            #expect(!text.contains(PrintedText.markup(secret)), "\(secret)")
            #expect(!text.contains(secret.replacing("\"", with: "\\\"")), "\(secret)")
            #expect(!text.contains(secret.replacing("/", with: "\\/")), "\(secret)")
        }
        #expect(text.contains("[redacted]"))
        #expect(text.contains("bss.example.com"))
    }

    @Test("The bodies in Newman's buffers hold no secret either")
    func buffers() throws {
        let json = try JSONValue(parsing: ConformanceReport.rendered([Self.report], as: .newman))
        let data = JSONPointer("/run/executions/0/response/stream/data").value(in: json)?.arrayValue ?? []
        let text = String(
            decoding: data.compactMap { $0.numberValue?.int64Value.map(UInt8.init(truncatingIfNeeded:)) }, as: UTF8.self
        )
        #expect(text.hasPrefix("{\"e\":\"[redacted]"))
        for secret in Self.secrets { #expect(!text.contains(secret)) }
        #expect(!text.contains("Zm9vOmJhcg"))
    }

    @Test("Issues hold no secret")
    func issues() {
        for problem in Self.report.problems {
            for secret in Self.secrets { #expect(!problem.text.contains(secret)) }
        }
        #expect(Self.report.problems.count == 4)
    }

    @Test("No secret appears when a body is cut, wherever it is cut")
    func cuts() {
        for limit in 0...320 {
            let text = ReportSamples.text([Self.report], .json, options: ConformanceReportOptions(bodyLimit: limit))
            #expect(!text.contains("Zm9vO") && !text.contains("cookie-of") && !text.contains("my-api"), "\(limit)")
        }
    }

    @Test(
        "Names tell secrets",
        arguments: [
            "Authorization", "AUTHORIZATION", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key", "api-key",
            "apikey",
            "access_token", "X-CSRF-Token", "client_secret", "Password", "passwd", "X-Session-Id", "signature",
            "X-Amz-Credential",
            "X-Auth", "X-JWT", "client_assertion", "Bearer", "X-Signature", "passphrase", "X-Pass", "auth", "pass",
        ] as [APIHeaders.Name])
    func secretNames(_ name: APIHeaders.Name) {
        let report = ReportSamples.report([ReportSamples.step(request: .init(.get, "/", headers: [name: "v"]))])
        #expect(ReportSamples.text([report], .json).contains("\"value\": \"[redacted]\""))
    }

    @Test(
        "Other names do not",
        arguments: [
            "Content-Type", "Accept", "X-Total-Count", "Idempotency-Key", "x-idempotency-key", "Link", "ETag",
            "WWW-Authenticate", "Author", "X-Bypass", "Passenger", "Design",
        ] as [APIHeaders.Name])
    func otherNames(_ name: APIHeaders.Name) {
        let report = ReportSamples.report([ReportSamples.step(request: .init(.get, "/", headers: [name: "v"]))])
        #expect(ReportSamples.text([report], .json).contains("\"value\": \"v\""))
    }

    @Test("A name that is to be shown is")
    func shown() {
        let request = APIRequest(.get, "/", headers: ["X-Api-Key": "for-everyone", "X-Token": "for-no-one"])
        let report = ReportSamples.report([ReportSamples.step(request: request)])
        let text = ReportSamples.text([report], .json, options: ConformanceReportOptions(shownNames: ["x-api-key"]))
        #expect(text.contains("for-everyone"))
        #expect(!text.contains("for-no-one"))
    }

    /// A URL and what is shown of it.
    static let urls = [
        ("http://user:pass@host/a?b=c", "http://[redacted]@host/a?b=c"),
        ("http://user:p@ss@host", "http://[redacted]@host"),
        ("http://host/a@b?token=", "http://host/a@b?token=[redacted]"),
        ("/a?x=1&api_key=2&y=3", "/a?x=1&api_key=[redacted]&y=3"),
        ("/a?token=a b&c=d#token=e", "/a?token=[redacted]&c=d#token=[redacted]"),
        ("/a?b=c://d", "/a?b=c://d"),
        ("/a?name=token=x", "/a?name=token=x"),
        ("/a?href=http://u:p@h/", "/a?href=http://[redacted]@h/"),
        ("", ""), ("://", "://"), ("?", "?"), ("&token", "&token"), ("://@", "://[redacted]@"),
    ]

    @Test("Of a URL user, password and secret parameters are hidden and the rest is shown", arguments: urls)
    func url(_ url: String, _ expected: String) {
        let redaction = SecretRedaction(of: ReportSamples.report([]), options: ConformanceReportOptions())
        #expect(redaction.redacted(url, isURL: true) == expected)
    }

    @Test("In a text a URL ends where a word does")
    func urlInText() {
        let redaction = SecretRedaction(of: ReportSamples.report([]), options: ConformanceReportOptions())
        #expect(
            redaction.redacted("see 'http://a/?token=b' and http://u:p@c for more")
                == "see 'http://a/?token=[redacted]' and http://[redacted]@c for more")
    }

    @Test("A short secret is hidden where it stands and not in other words")
    func short() {
        let request = APIRequest(.get, "/", headers: ["X-Api-Key": "demo"])
        let report = ReportSamples.report([
            ReportSamples.step(request: request, assertions: [.init(name: "a demo", passed: true)])
        ])
        let text = ReportSamples.text([report], .json)
        #expect(text.contains("a demo"))
        #expect(!text.contains("\"demo\""))
    }

    @Test("A secret that begins with another one is hidden completely")
    func nested() {
        let request = APIRequest(.get, "/", headers: ["X-Token": "abcdef", "X-Api-Key": "abcdefghijkl"])
        let report = ReportSamples.report([
            ReportSamples.step(request: request, assertions: [.init(name: "<abcdefghijkl>", passed: true)])
        ])
        #expect(ReportSamples.text([report], .json).contains("\"name\": \"<[redacted]>\""))
    }

    @Test("Equal reports give equal documents", arguments: ConformanceReportFormat.allCases)
    func deterministic(_ format: ConformanceReportFormat) {
        let reports = [Self.report, ReportSamples.everything, ReportSamples.hostileEverywhere]
        let first = ConformanceReport.rendered(reports, as: format)
        #expect((0..<5).allSatisfy { _ in ConformanceReport.rendered(reports, as: format) == first })
    }

    /// A report whose requests have a secret, with a text about what came of one.
    private func text(_ got: String, _ format: ConformanceReportFormat = .json) -> String {
        let request = APIRequest(.get, "/", headers: [.authorization: "Bearer abcdefgh-ijklmnop-qrstuvwx"])
        let assertion = ConformanceReport.Assertion(name: "a", passed: false, rule: ReportSamples.error, got: got)
        return ReportSamples.text(
            [ReportSamples.report([ReportSamples.step(request: request, assertions: [assertion])])], format)
    }

    @Test(
        "The beginning of a secret at which a text was cut is hidden",
        arguments: [
            "400 abcdefgh", "400 abcdefgh-ijkl", "400 abcdefgh-ijkl…", "400 abcdefgh…, got x", "abcdefgh-\u{FFFD}",
        ])
    func parts(_ got: String) {
        #expect(!text(got).contains("abcdefgh"))
    }

    @Test("What only begins like a secret is shown", arguments: ["abcdefgh and more", "abcdefg", "abcdefg…"])
    func innocent(_ got: String) {
        #expect(text(got).contains(got))
    }

    @Test("Credentials are secret under any name, a challenge is not")
    func values() {
        let request = APIRequest(.get, "/", headers: ["X-Forward": "Bearer abc", "X-Other": "basic eDp5"])
        let response = APIResponse(status: 401, headers: [.wwwAuthenticate: "Basic realm=\"shop\""])
        let text = ReportSamples.text(
            [ReportSamples.report([ReportSamples.step(request: request, response: response)])], .json)
        #expect(!text.contains("abc") && !text.contains("eDp5") && text.contains("shop"))
    }

    @Test("The password that Basic credentials spell is hidden in what a server echoes")
    func basic() {
        let request = APIRequest(.get, "/", headers: [.authorization: "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="])
        let step = ReportSamples.step(
            request: request, response: APIResponse(status: 200, body: Array("<open sesame>".utf8)))
        let text = ReportSamples.text([ReportSamples.report([step])], .json)
        #expect(!text.contains("sesame") && text.contains("<[redacted]>"))
    }

    @Test("A long body is not read beyond what is shown of it", .timeLimit(.minutes(1)))
    func longBody() {
        let body = Array(repeating: Array("abcdefgh-ijklmnop-qrstuvwy ".utf8), count: 1_000_000).flatMap(\.self)
        let request = APIRequest(.get, "/", headers: [.authorization: "Bearer abcdefgh-ijklmnop-qrstuvwx"])
        let step = ReportSamples.step(request: request, response: APIResponse(status: 200, body: body))
        let report = ReportSamples.report([step])
        let start = ContinuousClock.now
        let text = ReportSamples.text([report], .json)
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(text.contains("\"isCut\": true") && text.contains("\"bytes\": 27000000"))
    }
}
