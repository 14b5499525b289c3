import TMFExchange
import TMFModels
import Testing
import _TMFTestSupport

@testable import TMFEvents

@Suite("Standard Webhooks")
struct StandardWebhooksTests {
    private static let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    private static let time = Timestamp(secondsSince1970: 1_614_265_330)
    private static let body = Array(#"{"test": 2432232314}"#.utf8)
    private static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    private let secret: WebhookSecret

    init() throws { secret = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") }

    /// The header fields of the published example.
    private static func headers(
        id: String? = id, timestamp: String? = "1614265330", signature: String? = signature
    ) -> APIHeaders {
        var headers: APIHeaders = [.contentType: "application/json"]
        headers[.webhookID] = id
        headers[.webhookTimestamp] = timestamp
        headers[.webhookSignature] = signature
        return headers
    }

    private func verify(
        _ headers: APIHeaders, body: [UInt8] = body, with secrets: [WebhookSecret]? = nil, at time: Timestamp = time
    ) throws(WebhookError) -> String {
        try StandardWebhooks.verify(headers, body: body, with: secrets ?? [secret], at: time)
    }

    private func expectRefusal(
        _ code: WebhookError.Code, _ headers: APIHeaders, body: [UInt8] = body, with secrets: [WebhookSecret]? = nil,
        at time: Timestamp = time, header: APIHeaders.Name? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: WebhookError.self, sourceLocation: sourceLocation) {
            try verify(headers, body: body, with: secrets, at: time)
        }
        #expect(error?.code == code, sourceLocation: sourceLocation)
        #expect(error?.header == header, sourceLocation: sourceLocation)
    }

    @Test("The published example has the published signature, which is accepted")
    func published() throws {
        let signed = try StandardWebhooks.sign(id: Self.id, at: Self.time, body: Self.body, with: [secret])
        #expect(
            signed == [.webhookID: Self.id, .webhookTimestamp: "1614265330", .webhookSignature: Self.signature])
        #expect(try verify(Self.headers()) == Self.id)
    }

    @Test("The names of the header fields may have any case, and blanks around values do not count")
    func names() throws {
        let headers: APIHeaders = [
            "Webhook-ID": " \(Self.id)", "WEBHOOK-TIMESTAMP": "1614265330\t",
            "Webhook-Signature": " \(Self.signature) ",
        ]
        #expect(try verify(headers) == Self.id)
    }

    @Test("A change of any byte of the identifier, the time, the body or the signature is noticed")
    func tampering() throws {
        func changed(_ text: String, at place: Int) -> String {
            var bytes = Array(text.utf8)
            bytes[place] = bytes[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            return String(decoding: bytes, as: UTF8.self)
        }
        for place in 0..<Self.id.utf8.count {
            expectRefusal(.noMatch, Self.headers(id: changed(Self.id, at: place)))
        }
        for digits in ["1614265331", "1614265329", "1614265230", "1614265530"] {
            expectRefusal(.noMatch, Self.headers(timestamp: digits))
        }
        for place in Self.body.indices {
            for bit in 0..<8 {
                var body = Self.body
                body[place] ^= 1 << bit
                expectRefusal(.noMatch, Self.headers(), body: body)
            }
        }
        for place in 0..<Self.signature.utf8.count {
            let headers = Self.headers(signature: changed(Self.signature, at: place))
            let error = #expect(throws: WebhookError.self) { try verify(headers) }
            #expect(error?.code == .noMatch || error?.code == .malformedHeader)
        }
        expectRefusal(.noMatch, Self.headers(), body: Self.body + [0x20])
        expectRefusal(.noMatch, Self.headers(), body: Array(Self.body.dropLast()))
        expectRefusal(.noMatch, Self.headers(), body: [])
    }

    @Test("Bytes cannot move between the identifier, the time and the body")
    func moved() throws {
        // Both messages would be `a.1614265330.1614265330.b` if identifiers could have dots.
        let signed = try StandardWebhooks.sign(id: "a", at: Self.time, body: Array("1614265330.b".utf8), with: [secret])
        var moved = signed
        moved[.webhookID] = "a.1614265330"
        #expect(throws: WebhookError(.malformedHeader, header: .webhookID)) {
            try verify(moved, body: Array("b".utf8))
        }
    }

    @Test("A message is accepted with any of its signatures and any of the secrets")
    func rotation() throws {
        let (old, new, other) = (secret, WebhookSecret.random(), WebhookSecret.random())
        let both = try StandardWebhooks.sign(id: Self.id, at: Self.time, body: Self.body, with: [new, old])
        let value = try #require(both[.webhookSignature])
        #expect(value.split(separator: " ").count == 2)
        #expect(value.hasSuffix(" " + Self.signature))
        for secrets in [[old], [new], [other, old], [new, other], [old, new]] {
            #expect(try verify(both, with: secrets) == Self.id)
        }
        expectRefusal(.noMatch, both, with: [other])
        expectRefusal(.noMatch, both, with: [])
        #expect(try verify(Self.headers(), with: [other, new, old]) == Self.id)
        expectRefusal(.noMatch, Self.headers(), with: [new, other])
    }

    @Test("Without secrets, there is no signature")
    func unsigned() throws {
        let headers = try StandardWebhooks.sign(id: Self.id, at: Self.time, body: Self.body, with: [])
        #expect(headers == [.webhookID: Self.id, .webhookTimestamp: "1614265330"])
        expectRefusal(.missingHeader, headers, header: .webhookSignature)
    }

    @Test(
        "Signatures of other versions and unreadable ones are skipped",
        arguments: [
            "v1a,\(signature.dropFirst(3)) \(signature)", "v2,x \(signature)", "\(signature) v0,", "  \(signature)  ",
            "v1,AAAA \(signature)", "x \(signature) y", "v1,\(signature) \(signature)", "v1, \(signature)",
            "\(signature) \(signature)",
        ])
    func skipped(value: String) throws {
        #expect(try verify(Self.headers(signature: value)) == Self.id)
    }

    @Test("The signatures may come in several header fields")
    func repeated() throws {
        var headers = Self.headers(signature: "v1,\(String(repeating: "A", count: 43))=")
        headers.add(.webhookSignature, Self.signature)
        #expect(try verify(headers) == Self.id)
        headers.add(.webhookID, Self.id)
        #expect(throws: WebhookError.self) { try verify(headers) }
    }

    @Test(
        "A header field without a readable signature is refused",
        arguments: [
            ("v1a,\(signature.dropFirst(3))", WebhookError.Code.noMatch), ("V1,\(signature.dropFirst(3))", .noMatch),
            ("v2,x v3,y", .noMatch), (",", .noMatch), (",v1", .noMatch),
            ("v1,\(String(repeating: "A", count: 43))=", .noMatch), ("v1", .malformedHeader), ("v1,", .malformedHeader),
            ("v1,=", .malformedHeader), ("v1,AAAA", .malformedHeader), ("\(signature.dropFirst(3))", .malformedHeader),
            ("v1,\(signature.dropFirst(3).dropLast())", .malformedHeader), ("\(signature),", .malformedHeader),
            ("v1,\(String(repeating: "A", count: 88))", .malformedHeader),
            ("v1=\(signature.dropFirst(3))", .malformedHeader),
            ("é", .malformedHeader), ("v1,\u{FFFD}", .malformedHeader),
        ])
    func unreadable(value: String, code: WebhookError.Code) {
        expectRefusal(
            code, Self.headers(signature: value), header: code == .malformedHeader ? .webhookSignature : nil)
    }

    @Test("Each of the header fields is needed")
    func missing() {
        for value in [nil, "", " "] as [String?] {
            expectRefusal(.missingHeader, Self.headers(id: value), header: .webhookID)
            expectRefusal(.missingHeader, Self.headers(timestamp: value), header: .webhookTimestamp)
            expectRefusal(.missingHeader, Self.headers(signature: value), header: .webhookSignature)
        }
    }

    @Test(
        "The time is refused more than the tolerance away from the current time",
        arguments: [
            (0, nil), (300, nil), (-300, nil), (301, .tooOld), (-301, .tooNew), (1_000_000_000, .tooOld),
            (-1_000_000_000, .tooNew),
        ] as [(Int64, WebhookError.Code?)])
    func tolerance(age: Int64, code: WebhookError.Code?) {
        let now = Timestamp(secondsSince1970: Self.time.secondsSince1970 + age, nanoseconds: 999_999_999)
        if let code {
            expectRefusal(code, Self.headers(), at: now)
        } else {
            #expect(throws: Never.self) { try verify(Self.headers(), at: now) }
        }
    }

    @Test("The tolerance can be chosen, from none to everything")
    func chosenTolerance() throws {
        func verify(_ tolerance: Duration, age: Int64) throws {
            let now = Timestamp(secondsSince1970: Self.time.secondsSince1970 + age)
            try StandardWebhooks.verify(Self.headers(), body: Self.body, with: [secret], at: now, tolerance: tolerance)
        }
        try verify(.zero, age: 0)
        #expect(throws: WebhookError(.tooOld)) { try verify(.zero, age: 1) }
        #expect(throws: WebhookError(.tooNew)) { try verify(.zero, age: -1) }
        #expect(throws: WebhookError(.tooOld)) { try verify(.seconds(-1), age: 0) }
        for tolerance in [Duration.seconds(Int64.max), Duration(attoseconds: .max)] {
            try verify(tolerance, age: 1_000_000_000)
            try verify(tolerance, age: -1_000_000_000)
        }
    }

    @Test(
        "Times that are no numbers of seconds, or no times at all, are refused",
        arguments: [
            ("x", .malformedHeader), ("1614265330.0", .malformedHeader), ("+1614265330", .malformedHeader),
            ("01614265330", .malformedHeader), ("1614265330,1614265330", .malformedHeader), ("-0", .malformedHeader),
            ("１６１４２６５３３０", .malformedHeader), ("2021-02-25T15:02:10Z", .malformedHeader), ("1614265330 ", .noMatch),
            ("9223372036854775808", .malformedHeader), ("99999999999999999999999999", .malformedHeader),
            ("9223372036854775807", .tooNew), ("-9223372036854775808", .tooOld), ("0", .tooOld), ("-1", .tooOld),
        ] as [(String, WebhookError.Code)])
    func hostileTimes(text: String, code: WebhookError.Code) throws {
        let signature = "v1,\(String(repeating: "A", count: 43))="
        for time in [Self.time, Timestamp(secondsSince1970: .max), Timestamp(secondsSince1970: .min)] {
            let headers = Self.headers(timestamp: text, signature: signature)
            let error = #expect(throws: WebhookError.self) { try verify(headers, at: time) }
            if time == Self.time { #expect(error?.code == code) }
        }
    }

    @Test("A message before 1970 is signed and verified")
    func early() throws {
        let time = Timestamp(secondsSince1970: -5)
        let headers = try StandardWebhooks.sign(id: "1", at: time, body: [], with: [secret])
        #expect(headers[.webhookTimestamp] == "-5")
        #expect(try verify(headers, body: [], at: time) == "1")
    }

    @Test(
        "An identifier has no dots and nothing that a header field would change",
        arguments: ["", "a.b", ".", "a b", "a\r\nb", "\0", "é", "a\t"])
    func identifiers(id: String) {
        #expect(throws: WebhookError(.invalidIdentifier)) {
            try StandardWebhooks.sign(id: id, at: Self.time, body: [], with: [secret])
        }
    }

    @Test("What is signed is accepted, whatever the body")
    func random() throws {
        var random = SplitMix64(seed: 3)
        for count in 0..<200 {
            let secrets = (0...random.below(3)).map { _ in WebhookSecret.random() }
            let body = (0..<random.below(300)).map { _ in UInt8(random.below(256)) }
            let headers = try StandardWebhooks.sign(id: "6f0c-\(count)s", at: Self.time, body: body, with: secrets)
            for secret in secrets {
                #expect(try verify(headers, body: body, with: [secret]) == "6f0c-\(count)s")
            }
            #expect(throws: WebhookError(.noMatch)) { try verify(headers, body: body + [0], with: secrets) }
        }
    }

    @Test("Thousands of signatures in one field are all tried")
    func manySignatures() throws {
        let wrong = "v1,\(String(repeating: "A", count: 43))= "
        let value = String(repeating: wrong, count: 5_000)
        expectRefusal(.noMatch, Self.headers(signature: value))
        #expect(try verify(Self.headers(signature: value + Self.signature)) == Self.id)
    }

    @Test("Errors name the header field and no secret")
    func descriptions() {
        #expect("\(WebhookError(.missingHeader, header: .webhookID))" == "the header field webhook-id is missing")
        #expect("\(WebhookError(.tooOld))" == "the message was sent too long ago")
    }
}
