public import TMFExchange

/// Sends messages to listeners by HTTP.
///
/// A listener can be anything that a subscriber names. A sender therefore trusts neither the name nor the answer.
///
/// ## Implementation guidance
///
/// - Resolve the name, pass all its addresses to ``EventMessage/addresses(among:permits:)``, and connect only to those
///   that it returns, however the name resolves later. Keep the name for the `Host` field, for the server name in the
///   TLS handshake and for the check of the certificate.
/// - Send the message unchanged, and only once. An error on a connection that was kept open is a
///   ``SendFailure/Code/connectionLost`` too: whether to try again is for the hub to decide.
/// - Follow no redirect. An answer with a status of 300 to 399 is an answer like any other.
/// - Send no cookies, and no credentials of the user or the machine, even if the answer asks for them.
/// - End at the deadline, however slowly the answer arrives, and when the task is cancelled. Close the connection when
///   the body of the answer exceeds its limit.
/// - Say nothing of the message or the answer in a failure.
/// - If a proxy makes all connections, the proxy has to judge the addresses, because the sender does not know them.
///
/// `SenderContract` of the module `TMFTesting` tests whether a sender does all this.
public protocol EventSender: Sendable {
    /// Sends a message, and waits for the answer.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - permits: Returns whether a connection to an address may be made.
    /// - Returns: The answer, whatever its status.
    /// - Throws: ``SendFailure`` if there is no complete answer.
    func send(
        _ message: EventMessage, permits: @Sendable (IPAddress) -> Bool
    ) async throws(SendFailure) -> APIResponse
}
