import Foundation
import _TMFTestSupport

/// The process that starts the others, kills them, and judges.
enum Campaign {
    /// The program of one side, which runs again after every kill.
    private struct Side {
        let name: String
        var arguments: [String]
        var process = Process()
        var kills = 0

        init(_ name: String, _ arguments: [String]) throws {
            (self.name, self.arguments) = (name, arguments)
            try start()
        }

        mutating func start() throws {
            process = Process()
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
            process.arguments = arguments
            try process.run()
        }

        mutating func kill() {
            checkIsRunning()
            _ = Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            kills += 1
        }

        func checkIsRunning() {
            guard process.isRunning else { HubHammer.fail("the \(name) ended on its own") }
        }

        /// Waits for an orderly end.
        func waitForEnd(within limit: Duration, asking signal: Int32? = nil) {
            let deadline = ContinuousClock.now + limit
            while process.isRunning {
                guard ContinuousClock.now < deadline else { HubHammer.fail("the \(name) does not end") }
                // It may have started a moment ago, and may not yet wait for the signal.
                if let signal { _ = Foundation.kill(process.processIdentifier, signal) }
                usleep(50_000)
            }
            guard process.terminationReason == .exit, process.terminationStatus == 0 else {
                HubHammer.fail("the \(name) ended with status \(process.terminationStatus)")
            }
        }
    }

    static func run(kills: Int, seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let directory = try TemporaryDirectory()
        let port = String(Connection.freePort())
        var listener = try Side("listener", ["listen", directory.path + "/log", port, "\(seed)"])
        var hub = try Side("hub", ["hub", directory.path, port])
        for _ in 0..<kills {
            usleep(UInt32(1_000 * (20 + random.below(281))))
            if random.once(in: 3) {
                listener.kill()
                listener.arguments[3] = "\(random.next())"
                try listener.start()
            } else {
                hub.kill()
                try hub.start()
            }
        }
        usleep(300_000)
        hub.waitForEnd(within: .seconds(30), asking: SIGTERM)
        try Side("hub, which delivers the rest,", ["hub", directory.path, port, "drain"])
            .waitForEnd(within: .seconds(300))
        listener.checkIsRunning()
        _ = Foundation.kill(listener.process.processIdentifier, SIGKILL)
        listener.process.waitUntilExit()
        let verdict = try await Verdict(of: directory.path, hubKills: hub.kills, listenerKills: listener.kills)
        print(verdict.summary)
        guard verdict.isGood else {
            // Ending here keeps the directory.
            HubHammer.fail(
                "seed \(seed), files in \(directory.path)\n" + verdict.problems.prefix(20).joined(separator: "\n"))
        }
    }
}
