import Foundation
import Synchronization
import TMFTesting
import TMForum
import Testing

@testable import tmf

@Suite("Senders of events", .timeLimit(.minutes(5)))
struct URLSessionSenderTests {
    /// The behaviors for which a sender must reach an IPv6 address of this machine.
    private static let ipv6 = ["Of the addresses", "A server that does not listen on the first", "An address in IPv6"]

    @Test("The sender of this program keeps the contract", arguments: SenderContract.allCases)
    func contract(_ behavior: SenderContract) async throws {
        #if canImport(FoundationNetworking)
        if Self.ipv6.contains(where: behavior.name.hasPrefix) {
            // swift-corelibs-foundation issue 5496.
            await withKnownIssue("Foundation 6.3 refuses URLs with an IPv6 address", isIntermittent: true) {
                try await behavior.verify { URLSessionSender(program: try TestedProgram.url()) }
            }
            return
        }
        #endif
        try await behavior.verify { URLSessionSender(program: try TestedProgram.url()) }
    }

    @Test("A sender over plain sockets keeps the contract", arguments: SenderContract.allCases)
    func sockets(_ behavior: SenderContract) async throws {
        try await behavior.verify { SocketSender() }
    }

    @Test("A sender with a fault does not show the behavior that it lacks")
    func faults() async throws {
        // All at the same time, because a fault is often found by waiting.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for fault in SocketSender.Fault.allCases {
                group.addTask {
                    let behavior = try #require(SenderContract.allCases.first { $0.name.hasPrefix(fault.rawValue) })
                    #expect(try await !behavior.failures { SocketSender(fault) }.isEmpty, "\(fault)")
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("Every behavior has a name of its own")
    func names() {
        #expect(Set(SenderContract.allCases).count == SenderContract.allCases.count)
    }

    @Test(
        "A name that also leads to an address that is not permitted is refused by https, for the name is connected to")
    func mixedHTTPS() async throws {
        let sender = URLSessionSender(program: try TestedProgram.url())
        let message = EventMessage(to: try CallbackURL("https://localhost:1/"))
        // The name may have one address here, so the second question stands for the second address.
        let questions = Mutex(0)
        let error = await #expect(throws: SendFailure.self) {
            try await sender.send(message) { _ in
                questions.withLock { count in
                    count += 1
                    return count == 1
                }
            }
        }
        #expect(error?.code == .notPermitted)
    }

    @Test("Without the program no message is sent")
    func noProgram() async throws {
        let server = try LocalServer { _ in [] }
        defer { server.stop() }
        let message = EventMessage(to: try CallbackURL(server.url))
        let error = await #expect(throws: SendFailure.self) {
            try await URLSessionSender(program: nil).send(message) { _ in true }
        }
        #expect(error?.code == .cannotConnect)
        #expect(server.requests.isEmpty)
    }
}
