import TMFExchange
import TMFModels

/// Which resources a run created, and which of them it may change and remove.
///
/// An identifier counts as the run's own only if no resource had it before, a POST answered it once, and a GET showed
/// the run's marker under it. A server that answers wrong identifiers cannot make the run touch what belongs to others.
struct OwnResources: Sendable {
    /// The identifiers that were there before, as far as they were read.
    var existing: Set<String> = []
    /// The identifiers that no resource has, which may be asked to change or to go.
    var invented: Set<String> = []
    /// The identifiers that POST answered, in order.
    private(set) var identifiers: [String] = []
    /// Those that are not to be touched, and why.
    private(set) var refused: [String: String] = [:]
    /// Those under which the run's marker was seen.
    private(set) var verified: Set<String> = []
    /// Those that are gone.
    private(set) var removed: Set<String> = []
    /// How many requests were sent that may have created something without an answer that tells what.
    var lostCreations = 0

    /// Those that are still to be removed.
    var remaining: [String] { identifiers.filter { refused[$0] == nil && !removed.contains($0) } }

    /// Takes an identifier that a POST answered.
    ///
    /// - Returns: Why it is not to be touched, or `nil` if it may be one of the run's own.
    mutating func add(_ id: String) -> String? {
        let reason: String? =
            if identifiers.contains(id) {
                "the server gave it twice"
            } else if existing.contains(id) {
                "a resource had it before"
            } else if !Self.isHarmless(id) {
                "it may lead elsewhere"
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

    /// Whether an identifier stays one segment of a path, whatever stands between the run and the server.
    static func isHarmless(_ id: String) -> Bool {
        !id.isEmpty && !id.allSatisfy { $0 == "." } && id.utf8.count <= 1_000
            && id.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "/" && $0 != "\\" && $0 != "\u{7F}" }
    }
}

/// What the resources of a run say that no others do: pairs of an attribute and a text.
struct OwnTraces: Sendable {
    typealias Trace = (attribute: String, text: String)

    /// What all say, so that they are found even if their creation was not answered.
    var ofAll: [Trace] = []
    /// What else those may say whose creation was not answered.
    var ofLost: [Trace] = []
}

extension APIResponse {
    /// Whether a text stands in the body, byte for byte.
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
