import Foundation
import TMFEvents
import TMFJSON

/// Kills a hub and its listeners under load, and checks that every event arrives.
///
/// - `run KILLS [SEED]` starts the two others, kills one or the other again and again, and prints the verdict.
/// - `hub DIRECTORY PORT [drain]` commits to a file store and delivers the events, or only delivers what is left.
/// - `listen LOG PORT SEED` takes the events and writes them down.
@main
struct HubHammer {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst().map { $0 }
        // A peer that has been killed is part of the test.
        _ = signal(SIGPIPE, SIG_IGN)
        switch (arguments.first, arguments.count) {
        case ("run", 2...3):
            guard let kills = Int(arguments[1]), kills > 0, let seed = UInt64(arguments.count > 2 ? arguments[2] : "1")
            else { usage() }
            try await Campaign.run(kills: kills, seed: seed)
        case ("hub", 3...4):
            guard let port = UInt16(arguments[2]) else { usage() }
            endWithParent()
            try await HubSide(directory: arguments[1], port: port).run(isDraining: arguments.last == "drain")
        case ("listen", 4):
            guard let port = UInt16(arguments[2]), let seed = UInt64(arguments[3]) else { usage() }
            endWithParent()
            try ListenerSide(log: Logbook(arguments[1]), seed: seed).run(port: port)
        default: usage()
        }
    }

    /// The key of the hub, from which the listeners know their secrets.
    static func key() throws -> HubKey { try HubKey("aHViIGhhbW1lcidzIGtleSwgMzIgYnl0ZXMgbG9uZy4=") }

    /// Ends with a message.
    static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("HubHammer: \(message)\n".utf8))
        exit(1)
    }

    private static func usage() -> Never { fail("run KILLS [SEED]") }

    /// Ends this process when the one that started it has ended, however that happened.
    private static func endWithParent() {
        let parent = getppid()
        Thread.detachNewThread {
            while getppid() == parent { usleep(100_000) }
            exit(1)
        }
    }
}

extension JSONElement {
    /// The resource of an event as `collection/id/status`, by which the ledger and the log name it.
    var content: String? {
        guard let resource = members.first(where: { _ in true }) else { return nil }
        let (id, status) = (resource.value["id"]?.stringValue, resource.value["status"]?.stringValue)
        return "\(resource.name)/\(id ?? "")/\(status ?? "")"
    }
}
