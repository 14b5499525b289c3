import TMFEvents
import Testing

@Suite("Secrets and keys")
struct WebhookSecretTests {
    private static let digits = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    @Test("A secret is read with and without its prefix, and written with it")
    func prefix() throws {
        let secret = try WebhookSecret("whsec_" + Self.digits)
        #expect(secret.text == "whsec_" + Self.digits)
        #expect(try WebhookSecret(Self.digits) == secret)
        #expect(try WebhookSecret(secret.text).hashValue == secret.hashValue)
    }

    @Test("A secret has 24 to 64 bytes", arguments: [(0, false), (23, false), (24, true), (64, true), (65, false)])
    func size(count: Int, isValid: Bool) throws {
        // Three bytes are four digits.
        let text = String(repeating: "AAAA", count: count / 3) + ["", "AA==", "AAA="][count % 3]
        #expect(((try? WebhookSecret(text)) != nil) == isValid)
    }

    @Test(
        "Other texts are not secrets",
        arguments: [
            "", "whsec_", "WHSEC_" + digits, "whsec-" + digits, " whsec_" + digits, digits + "\n",
            "whsec_whsec_" + digits,
            digits.dropLast() + "=", digits.dropLast() + "-", "whpk_" + digits,
        ])
    func otherTexts(text: String) throws {
        let error = try #require(throws: WebhookError.self) { try WebhookSecret(text) }
        #expect(error.code == .invalidSecret)
        #expect(!"\(error)".contains(Self.digits.dropLast()))
    }

    @Test("Secrets and keys are random")
    func random() {
        #expect(Set((0..<100).map { _ in WebhookSecret.random() }).count == 100)
        #expect(Set((0..<100).map { _ in HubKey.random() }).count == 100)
        #expect(WebhookSecret.random().text.utf8.count == "whsec_".utf8.count + 44)
        #expect(HubKey.random().text.utf8.count == 44)
    }

    @Test("A key has at least 32 bytes of Base64")
    func key() throws {
        #expect(try HubKey(Self.key).text == Self.key)
        #expect(try HubKey(HubKey.random().text + "").text.utf8.count == 44)
        #expect(try HubKey(String(repeating: "AAAA", count: 1_000)).text.utf8.count == 4_000)
        for text in ["", "AAAA", String(repeating: "AAAA", count: 10), Self.key.dropLast() + "", "whsec_" + Self.key] {
            let error = try #require(throws: WebhookError.self) { try HubKey(text) }
            #expect(error.code == .invalidKey)
        }
    }

    @Test(
        "The secret of a subscription is derived as documented",
        arguments: [
            // Computed with Python's hmac.
            ("42", 0, "whsec_YWL2B9D7lmaw1VjrZ8YVJ0zlfZpTJ++pZpu1gBwpSmY="),
            ("42", 1, "whsec_YeLOhwuig7avvjvovKeLDez2CTW3qKVWA3uMyeqzVaA="),
            ("ä/1", UInt64.max, "whsec_ahC/IO5f6mAtTIdw6q4JobIX1cbq7vqeyQ368hH6BM4="),
        ])
    func derivation(subscription: String, epoch: UInt64, text: String) throws {
        #expect(try HubKey(Self.key).secret(for: subscription, epoch: epoch).text == text)
    }

    @Test("Subscriptions, epochs and keys that differ have different secrets")
    func derivations() throws {
        let keys = [try HubKey(Self.key), .random()]
        // No two of these give the same bytes once they are joined.
        let names: [(String, UInt64)] = [
            ("", 0), ("1", 11), ("11", 1), ("1\u{0}1", 1), ("1", 1), ("1\u{0}", 11), ("a", 0),
        ]
        let secrets = keys.flatMap { key in names.map { key.secret(for: $0.0, epoch: $0.1) } }
        #expect(Set(secrets).count == keys.count * names.count)
    }

    /// A type of a user that holds both.
    private struct Configuration {
        var secret: WebhookSecret
        var key: HubKey
        var optional: WebhookSecret?
    }

    @Test("No description shows a secret or a key")
    func hidden() throws {
        let secret = try WebhookSecret(Self.digits)
        let key = try HubKey(Self.key)
        let configuration = Configuration(secret: secret, key: key, optional: secret)
        var texts = ["\(secret)", "\(key)", String(reflecting: secret), String(reflecting: key)]
        texts += ["\([secret])", "\([key: secret])", "\(configuration)", String(reflecting: configuration)]
        for value in [secret, key, configuration] as [Any] {
            var dumped = ""
            dump(value, to: &dumped)
            texts.append(dumped)
        }
        for text in texts {
            for hidden in [Self.digits, Self.key, "49, 242", "0, 1, 2"] { #expect(!text.contains(hidden), "\(text)") }
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
        #expect(Mirror(reflecting: key).children.isEmpty)
    }
}
