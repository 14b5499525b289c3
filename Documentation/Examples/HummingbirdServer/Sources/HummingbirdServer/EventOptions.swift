import ArgumentParser
import Foundation
import TMForum

/// The options for events.
struct EventOptions: ParsableArguments {
    @Option(
        name: .customLong("callback-host"),
        help: ArgumentHelp(
            "A host of your own that may be a callback, such as *.crm.svc.cluster.local.", valueName: "host"),
        transform: { try Self.value(HostPattern($0), "'\($0)' is not a host") })
    var hosts: [HostPattern] = []

    @Option(
        name: .customLong("callback-network"),
        help: ArgumentHelp("A network in which these hosts are, such as 10.96.0.0/12.", valueName: "network"),
        transform: { try Self.value(IPNetwork($0), "'\($0)' is not a network") })
    var networks: [IPNetwork] = []

    @Flag(name: .customLong("serve-events"), help: "Let clients read events with GET, or as server-sent events.")
    var servesEvents = false

    /// Returns the rules for callbacks: public ones by `https`, the given hosts, and never this server.
    func policy(publicURL: String) throws -> CallbackPolicy {
        var policy = CallbackPolicy.internal(hosts: Set(hosts), networks: Set(networks))
        if let host = URL(string: publicURL)?.host(), let pattern = HostPattern(host) { policy.ownHosts = [pattern] }
        return policy
    }

    /// Returns the keys of the hub from the environment variable `TMF_HUB_KEY`, separated by commas; none for a key that
    /// the hub keeps in the store.
    ///
    /// Arguments would show the key to every user of the machine.
    static func keys() throws -> [HubKey] {
        let text = ProcessInfo.processInfo.environment["TMF_HUB_KEY"] ?? ""
        return try text.split(separator: ",").map { try HubKey(String($0)) }
    }

    private static func value<Value>(_ value: Value?, _ problem: String) throws -> Value {
        guard let value else { throw ValidationError(problem) }
        return value
    }
}
