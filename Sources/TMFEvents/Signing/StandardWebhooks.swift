public import TMFExchange
public import TMFModels

/// The signatures of Standard Webhooks 1.0.0 in their symmetric version, `v1`.
///
/// A signature is HMAC-SHA256 over the identifier of a message, the time at which it is sent, and its body. A message
/// has one signature for each secret, so that sender and receiver can replace their secrets at different times.
///
/// ```swift
/// for field in try StandardWebhooks.sign(id: event.id, at: now, body: body, with: [secret]).fields {
///     request.headers.add(field.name, field.value)
/// }
/// try StandardWebhooks.verify(request.headers, body: request.body, with: [secret, earlierSecret], at: now)
/// ```
public enum StandardWebhooks: Sendable {
    private static let version = "v1"
    private static let signatureSize = 32

    /// Returns the header fields that sign a message: `webhook-id`, `webhook-timestamp` and `webhook-signature`.
    ///
    /// - Parameters:
    ///   - id: The identifier of the message, the same in every attempt to send it. It consists of visible ASCII
    ///     characters other than dots.
    ///   - time: The time of the attempt, rounded down to seconds.
    ///   - body: The body of the message.
    ///   - secrets: The secrets to sign with. If there are none, the fields do not include a signature.
    /// - Returns: The fields in that order.
    /// - Throws: ``WebhookError`` with ``WebhookError/Code/invalidIdentifier``.
    public static func sign(
        id: String, at time: Timestamp, body: [UInt8], with secrets: [WebhookSecret]
    ) throws(WebhookError) -> APIHeaders {
        guard !id.isEmpty, id.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ".") }) else {
            throw WebhookError(.invalidIdentifier)
        }
        let seconds = String(time.secondsSince1970)
        var headers: APIHeaders = [.webhookID: id, .webhookTimestamp: seconds]
        if !secrets.isEmpty {
            headers[.webhookSignature] = secrets.map { secret in
                version + "," + Base64.encoded(code(id, seconds, body, secret))
            }.joined(separator: " ")
        }
        return headers
    }

    /// Verifies the signatures of a message.
    ///
    /// One signature with one of the secrets suffices. Signatures of other versions are skipped. The comparison takes
    /// the same time wherever a signature differs.
    ///
    /// - Parameters:
    ///   - headers: The header fields of the message.
    ///   - body: The body of the message, byte for byte as it was received.
    ///   - secrets: The secrets to accept.
    ///   - time: The current time, rounded down to seconds.
    ///   - tolerance: The greatest difference between the time at which the message was sent and the current time, in
    ///     either direction.
    /// - Returns: The identifier of the message.
    /// - Throws: ``WebhookError`` if the message is not signed with one of the secrets, or not sent recently.
    @discardableResult
    public static func verify(
        _ headers: APIHeaders, body: [UInt8], with secrets: [WebhookSecret], at time: Timestamp,
        tolerance: Duration = .seconds(300)
    ) throws(WebhookError) -> String {
        let id = try value(of: .webhookID, in: headers)
        // With a dot, bytes could move from the body to the identifier and the signature would still match.
        guard !id.utf8.contains(UInt8(ascii: ".")) else { throw WebhookError(.malformedHeader, header: .webhookID) }
        let seconds = try value(of: .webhookTimestamp, in: headers)
        _ = try value(of: .webhookSignature, in: headers)
        guard let sent = Int64(seconds), String(sent) == seconds else {
            throw WebhookError(.malformedHeader, header: .webhookTimestamp)
        }
        // The greatest difference of two numbers of seconds is a possible duration, but no number of 64 bits.
        let age = Duration.seconds(time.secondsSince1970) - .seconds(sent)
        guard age <= tolerance else { throw WebhookError(.tooOld) }
        guard .zero - age <= tolerance else { throw WebhookError(.tooNew) }

        let (signatures, areAllReadable) = signatures(in: headers)
        var matches = false
        for secret in secrets {
            let code = code(id, seconds, body, secret)
            for signature in signatures where HMAC.areEqual(signature, code) { matches = true }
        }
        guard matches else {
            throw areAllReadable ? WebhookError(.noMatch) : WebhookError(.malformedHeader, header: .webhookSignature)
        }
        return id
    }

    private static func code(_ id: String, _ seconds: String, _ body: [UInt8], _ secret: WebhookSecret) -> [UInt8] {
        var code = HMAC(key: secret.bytes)
        code.update("\(id).\(seconds).")
        code.update(body)
        return code.finalized()
    }

    private static func value(of name: APIHeaders.Name, in headers: APIHeaders) throws(WebhookError) -> String {
        guard let value = headers[name]?.trimmed, !value.isEmpty else {
            throw WebhookError(.missingHeader, header: name)
        }
        return String(value)
    }

    /// Returns the signatures of the supported version, and whether all of them could be read.
    private static func signatures(in headers: APIHeaders) -> (found: [[UInt8]], areAllReadable: Bool) {
        var found: [[UInt8]] = []
        var areAllReadable = true
        for value in headers.values(of: .webhookSignature) {
            for part in value.split(separator: " ") {
                let pair = part.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
                if pair.count == 2, pair[0] != version { continue }
                if pair.count == 2, let bytes = Base64.decoded(pair[1]), bytes.count == signatureSize {
                    found.append(bytes)
                } else {
                    areAllReadable = false
                }
            }
        }
        return (found, areAllReadable)
    }
}
