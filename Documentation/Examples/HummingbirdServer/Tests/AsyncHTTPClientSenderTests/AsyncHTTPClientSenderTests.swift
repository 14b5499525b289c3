import AsyncHTTPClientSender
import TMFTesting
import TMForum
import Testing

@Suite("The sender of the example", .timeLimit(.minutes(5)))
struct AsyncHTTPClientSenderTests {
    @Test("It keeps the contract of senders", arguments: SenderContract.allCases)
    func contract(_ behavior: SenderContract) async throws {
        try await behavior.verify { AsyncHTTPClientSender() }
    }
}
