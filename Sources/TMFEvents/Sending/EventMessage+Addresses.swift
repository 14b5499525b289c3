extension EventMessage {
    /// The number of addresses to try at most, so that a name with many addresses does not make the sender scan them.
    private static let most = 8

    /// Returns the addresses to connect to, in the order in which to try them.
    ///
    /// If the URL contains an address instead of a name, it is the only address to connect to.
    ///
    /// - Parameters:
    ///   - resolved: All addresses that the name in the URL has, or none if it has no name.
    ///   - permits: Returns whether a connection to an address may be made. It is asked about every address.
    /// - Returns: The first eight of the addresses that are permitted, without repetitions; never empty.
    /// - Throws: ``SendFailure`` with ``SendFailure/Code/nameNotFound`` if there are no addresses, or with
    ///   ``SendFailure/Code/notPermitted`` if none of them is permitted.
    public func addresses(
        among resolved: some Sequence<IPAddress>, permits: (IPAddress) -> Bool
    ) throws(SendFailure) -> [IPAddress] {
        if case .address(let address) = url.host {
            guard permits(address) else { throw SendFailure(.notPermitted) }
            return [address]
        }
        var seen: Set<IPAddress> = []
        let addresses = resolved.filter { seen.insert($0).inserted }
        guard !addresses.isEmpty else { throw SendFailure(.nameNotFound) }
        let permitted = addresses.filter(permits)
        guard !permitted.isEmpty else { throw SendFailure(.notPermitted) }
        return Array(permitted.prefix(Self.most))
    }
}
