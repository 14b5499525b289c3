import TMFJSON
public import TMFModels

extension CallbackPolicy {
    /// Returns the reasons why events must not be sent to a URL, as far as its text tells.
    ///
    /// Nothing is resolved.
    ///
    /// - Parameter url: The URL.
    /// - Returns: The reasons as findings at the attribute `callback` of a subscription; empty if there are none.
    public func findings(in url: CallbackURL) -> [Finding] {
        problems(in: url).map { Finding(.notAllowed, at: "/callback", $0) }
    }

    /// Returns whether a connection to an address may be made for a URL.
    ///
    /// - Parameters:
    ///   - address: The address, one of those that the name in the URL has, or the address in the URL.
    ///   - url: The URL, which is judged as well.
    /// - Returns: `true` if events may be sent to the URL at this address.
    public func permits(_ address: IPAddress, for url: CallbackURL) -> Bool {
        guard !isOwn(.address(address)), problems(in: url).isEmpty else { return false }
        if permitsAll || isListed(url.host) && isInNetworks(address) { return true }
        return address.isPublic && publicProblems(in: url).isEmpty
    }

    private func problems(in url: CallbackURL) -> [String] {
        if isOwn(url.host) { return ["the callback must not lead to this API"] }
        if permitsAll { return [] }
        switch url.host {
        case .name where isListed(url.host): break
        case .address(let address) where isListed(url.host) && isInNetworks(address): break
        case .name, .address: return publicProblems(in: url)
        }
        return isPort(url.port, for: url.scheme) || ports.contains(url.port) ? [] : [portProblem(url.port)]
    }

    /// Returns the violations of the rules for hosts that are not listed.
    private func publicProblems(in url: CallbackURL) -> [String] {
        var problems: [String] = []
        if url.scheme != .https { problems.append("the callback must use https") }
        switch url.host {
        case .name(let name):
            if HostName.isLocal(name) { problems.append("the host '\(name)' is not a public name") }
        case .address(let address):
            if !address.isPublic { problems.append("the address \(address) is not public") }
        }
        if !isPort(url.port, for: url.scheme) { problems.append(portProblem(url.port)) }
        return problems
    }

    private func isPort(_ port: Int, for scheme: CallbackURL.Scheme) -> Bool {
        port == 443 || port >= 1_024 || port == 80 && scheme == .http
    }

    private func portProblem(_ port: Int) -> String { "the port \(port) is not allowed for callbacks" }

    private func isOwn(_ host: CallbackURL.Host) -> Bool { ownHosts.contains { $0.matches(host) } }

    private func isListed(_ host: CallbackURL.Host) -> Bool { hosts.contains { $0.matches(host) } }

    private func isInNetworks(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }
}
