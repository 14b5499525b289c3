import TMFExchange
import TMFJSON
import TMFModels

extension ConformanceSession {
    /// Returns whether a request cannot affect resources of others; rejected requests are noted.
    mutating func isAllowed(_ request: APIRequest) async -> Bool {
        let method = request.method
        if method == .get { return true }
        guard options.mode == .full else {
            note("\(method) \(request.path) was not sent, because the run is read-only.")
            return false
        }
        // A path may be rewritten on its way into one that would have been rejected.
        let segments = Self.segments(request.path)
        let isStraight = Self.isStraight(segments)
        let isInside = segments.map { leadsInside($0) } ?? true
        if [.head, .options].contains(method) || isStraight && !isInside { return true }
        if method == .post, request.path == collectionPath { return true }
        if isStraight, await isOwnPath(request.path) { return true }
        note("\(method) \(request.path) was not sent, because the run did not create the resource.")
        return false
    }

    /// Returns the segments of a path as the most lenient server may read them, or `nil` if it cannot be decoded.
    private static func segments(_ path: String) -> [Substring]? {
        PercentEncoding.decoded(path)?.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    }

    /// Returns whether a path has no segments that are often normalized away: empty ones, and dots with or without
    /// parameters.
    private static func isStraight(_ segments: [Substring]?) -> Bool {
        guard let segments, segments.first?.isEmpty ?? false else { return false }
        return segments.enumerated().allSatisfy { position, segment in
            if segment.isEmpty { return position == 0 || position == segments.count - 1 }
            return !segment.prefix { $0 != ";" }.allSatisfy { $0 == "." }
        }
    }

    /// Returns whether a path begins with the collection's path, ignoring letter case and empty segments.
    private func leadsInside(_ segments: [Substring]) -> Bool {
        let path = segments.filter { !$0.isEmpty }.map { $0.lowercased() }.joined(separator: "/")
        let collection = (Self.segments(collectionPath) ?? []).filter { !$0.isEmpty }.map { $0.lowercased() }
        return path.hasPrefix(collection.joined(separator: "/"))
    }

    private mutating func isOwnPath(_ target: String) async -> Bool {
        if own.invented.contains(where: { path(of: $0) == target }) { return true }
        guard let id = own.remaining.first(where: { path(of: $0) == target }) else { return false }
        if own.verified.contains(id) { return true }
        // Without a response nothing is known, but the end of the run may still find out.
        guard await send(.get, target, name: "Is \(id) ours?") != nil else { return false }
        if own.verified.contains(id) { return true }
        refuse(id, because: "GET does not return the created resource")
        return false
    }

    private mutating func refuse(_ id: String, because reason: String) {
        own.refuse(id, because: reason)
        note("The \(resource.typeName) '\(id)' is neither changed nor removed: \(reason).")
    }

    /// Learns from a response which resources the run owns.
    mutating func learn(from request: APIRequest, _ response: APIResponse?) {
        if request.method == .post, request.path == collectionPath { learnCreation(response) }
        if request.method == .patch, let response, (200..<300).contains(response.status),
            let id = own.invented.first(where: { path(of: $0) == request.path })
        {
            // Some servers create the resource that they are asked to change.
            own.lostCreations += 1
            if !own.identifiers.contains(id), let reason = own.add(id) { refuse(id, because: reason) }
        }
        if request.method == .get, let response, response.status == 200,
            let id = own.remaining.first(where: { path(of: $0) == request.target }),
            Self.shows(id, marker: marker, in: response, document: json(of: response))
        {
            own.verify(id)
        }
        // A resource that is removed later still belongs to the run until it is gone.
        if request.method == .delete, let response, (200..<300).contains(response.status), response.status != 202,
            let id = own.remaining.first(where: { path(of: $0) == request.path })
        {
            own.remove(id)
        }
        if let response, response.status == 202, request.headers[.ifMatch] == nil {
            accepted.append(
                AcceptedRequest(
                    method: request.method, path: request.path,
                    body: (try? JSONValue(parsing: request.body))?.objectValue ?? [:],
                    id: json(of: response)?.root.resourceIdentifier))
        }
    }

    private mutating func learnCreation(_ response: APIResponse?) {
        // A request that fails or redirects may still have created a resource; a rejection means that it did not.
        guard let response, !(400..<500).contains(response.status) else {
            if response == nil { own.lostCreations += 1 }
            return
        }
        guard (200..<300).contains(response.status),
            let id = json(of: response)?.root.resourceIdentifier
        else {
            own.lostCreations += 1
            return
        }
        if let reason = own.add(id) { refuse(id, because: reason) }
    }

    /// Returns whether a response shows a resource that has the identifier and contains the marker.
    static func shows(
        _ id: String, marker: String, in response: APIResponse, document: JSONDocument?
    ) -> Bool {
        guard let document, document.root.resourceIdentifier == id else { return false }
        return response.holds(marker)
    }

    // MARK: - The end

    /// Removes the resources that the run created, even if it was cancelled, and notes which ones remain.
    mutating func cleanUp() async {
        await begin("clean-up")
        if own.lostCreations > 0 {
            note("It is unknown what \(own.lostCreations) requests created.")
        }
        guard options.mode == .full, !own.identifiers.isEmpty || own.lostCreations > 0 else { return }
        guard options.removesWhatItCreates else {
            if !own.remaining.isEmpty {
                note("The resources that the run created were left in place: \(own.remaining.joined(separator: ", ")).")
            }
            return
        }
        let removal = OwnRemoval(
            base: base, exchange: exchange, collectionPath: collectionPath, marker: marker, limits: limits,
            traces: traces, known: own.remaining, verified: own.verified,
            removed: own.removed.intersection(own.identifiers).sorted(),
            existing: own.existing.union(own.refused.keys), hasLost: own.lostCreations > 0)
        // An unstructured task is not cancelled together with this one.
        let result = await Task { await removal.run() }.value
        for step in result.steps { await add(step) }
        for id in result.removed { own.remove(id) }
        if !result.left.isEmpty {
            note("The run could not remove resources that it created: \(result.left.joined(separator: ", ")).")
        }
        if !result.unseen.isEmpty {
            note(
                "GET does not find resources that the server reported as created. They remain if they appear later: "
                    + "\(result.unseen.joined(separator: ", ")).")
        }
    }
}
