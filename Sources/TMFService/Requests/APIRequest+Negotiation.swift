import TMFExchange

extension APIRequest {
    /// Throws an error with 406 if the request excludes JSON.
    func checkAccept() throws(ServiceError) {
        guard let accept = headers[.accept], !MediaType.json.isAccepted(by: accept) else { return }
        throw ServiceError(.notAcceptable, "The response is \(MediaType.json), which Accept excludes.")
    }
}

extension Preconditions {
    /// - Throws: ``ServiceError`` with 400 if a header field is malformed.
    init(_ request: APIRequest) throws(ServiceError) {
        do throws(HeaderValueError) {
            try self.init(request.headers)
        } catch {
            throw ServiceError(error)
        }
    }

    /// A Boolean value that indicates whether the client names the state that it expects.
    var namesState: Bool { ifMatch != nil }

    /// Returns whether the client already has the current state of the resource.
    ///
    /// - Throws: ``ServiceError`` with 412 if the resource is not in the state that the client expects.
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
    /// The handling of unknown attributes.
    enum Handling: String {
        case strict
        case lenient
    }

    /// The preferred handling of unknown attributes, or `nil` if the client states none.
    var handling: Handling? { self["handling"].flatMap { Handling(rawValue: $0.lowercased()) } }

    /// The value of the header field that reports the preference that was applied (RFC 7240 section 3), if any.
    var applied: String? { handling.map { "handling=\($0.rawValue)" } }
}
