import TMFExchange

extension APIRequest {
    /// Throws 406 if the request excludes JSON.
    func checkAccept() throws(ServiceError) {
        guard let accept = headers[.accept], !MediaType.json.isAccepted(by: accept) else { return }
        throw ServiceError(.notAcceptable, "The response is \(MediaType.json), which Accept excludes.")
    }
}

extension Preconditions {
    /// - Throws: ``ServiceError`` with 400 if a header field has another form.
    init(_ request: APIRequest) throws(ServiceError) {
        do throws(HeaderValueError) {
            try self.init(request.headers)
        } catch {
            throw ServiceError(error)
        }
    }

    /// Whether the client says which state it means.
    var namesState: Bool { ifMatch != nil }

    /// Returns whether the client has the resource as it is already.
    ///
    /// - Throws: ``ServiceError`` with 412 if the resource is not the one that the client means.
    func isUnchanged(_ revision: UInt64, isReading: Bool) throws(ServiceError) -> Bool {
        if isEmpty { return false }
        let tag = EntityTag(revision: revision)
        let message: String
        switch outcome(for: tag, isReading: isReading) {
        case .met: return false
        case .notModified: return true
        case .failed(.ifMatch): message = "The resource has changed; its entity tag is now \(tag)."
        case .failed: message = "The resource has the entity tag \(tag)."
        }
        throw ServiceError(.preconditionFailed, message, headers: [.eTag: tag.text])
    }
}

extension Preferences {
    /// How unknown attributes are to be handled.
    enum Handling: String {
        case strict
        case lenient
    }

    /// How unknown attributes are to be handled, if the client says so.
    var handling: Handling? { self["handling"].flatMap { Handling(rawValue: $0.lowercased()) } }

    /// The header field that tells what was done (RFC 7240 section 3), if a preference was followed.
    var applied: String? { handling.map { "handling=\($0.rawValue)" } }
}
