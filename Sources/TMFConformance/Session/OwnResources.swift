import TMFExchange
import TMFModels

/// The resources that a run created, and which of them it may change and remove.
///
/// An identifier counts as the run's own only if no resource had it before, a POST returned it once, and a GET showed
/// the run's marker under it. A server that returns wrong identifiers cannot make the run affect resources of others.
struct OwnResources: Sendable {
    /// The identifiers that existed before, as far as they were read.
    var existing: Set<String> = []
    /// The identifiers that no resource has, which the run may try to change or remove.
    var invented: Set<String> = []
    /// The identifiers that POST returned, in order.
    private(set) var identifiers: [String] = []
    /// The identifiers that must not be used, with the reasons.
    private(set) var refused: [String: String] = [:]
    /// The identifiers under which the run's marker was found.
    private(set) var verified: Set<String> = []
    /// The identifiers of removed resources.
    private(set) var removed: Set<String> = []
    /// The number of requests that may have created a resource without a response that identifies it.
    var lostCreations = 0

    /// The identifiers that are still to be removed.
    var remaining: [String] { identifiers.filter { refused[$0] == nil && !removed.contains($0) } }

    /// Adds an identifier that a POST returned.
    ///
    /// - Returns: The reason the identifier must not be used, or `nil` if it may be one of the run's own.
    mutating func add(_ id: String) -> String? {
        let reason: String? =
            if identifiers.contains(id) {
                "the server assigned its id twice"
            } else if existing.contains(id) {
                "its id already existed"
            } else if !Self.isHarmless(id) {
                "its id may lead to another path"
            } else {
                nil
            }
        if let reason { refused[id] = reason }
        if !identifiers.contains(id) { identifiers.append(id) }
        return reason
    }

    mutating func refuse(_ id: String, because reason: String) { refused[id] = reason }
    mutating func verify(_ id: String) { verified.insert(id) }
    mutating func remove(_ id: String) { removed.insert(id) }

    /// Returns whether an identifier remains a single segment of a path, regardless of any intermediaries.
    static func isHarmless(_ id: String) -> Bool {
        !id.isEmpty && !id.allSatisfy { $0 == "." } && id.utf8.count <= 1_000
            && id.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "/" && $0 != "\\" && $0 != "\u{7F}" }
    }
}

/// The texts in a run's resources that no other resources contain: pairs of an attribute and a text.
struct OwnTraces: Sendable {
    typealias Trace = (attribute: String, text: String)

    /// The texts in all resources of the run, by which they are found even if their creation had no response.
    var ofAll: [Trace] = []
    /// The additional texts in resources whose creation may have had no response.
    var ofLost: [Trace] = []
}

extension APIResponse {
    /// Returns whether a text occurs in the body, byte for byte.
    func holds(_ text: String) -> Bool {
        let sought = Array(text.utf8)
        guard let first = sought.first, body.count >= sought.count else { return false }
        for start in body.startIndex...(body.endIndex - sought.count)
        where body[start] == first && body[start...].starts(with: sought) {
            return true
        }
        return false
    }
}
