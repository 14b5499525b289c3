import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// A scope, prepared for the derivation of events from commits.
struct EventView: Sendable {
    private struct Part: Sendable {
        let subject: EventSubject
        /// The condition that visible resources satisfy, or `nil` for all.
        let rows: CompiledQuery?
        let mask: AttributeMask?
    }

    private let parts: [CollectionName: Part]
    private let rules: EventRules

    /// Prepares a scope.
    ///
    /// - Parameters:
    ///   - scope: The resources that the reader may see.
    ///   - rules: The rules for events.
    init(_ scope: EventScope, _ rules: EventRules) {
        self.rules = rules
        var parts: [CollectionName: Part] = [:]
        for subject in rules.resources.compactMap(EventSubject.init) where parts[subject.collection] == nil {
            guard let visible = scope.parts.map({ $0[subject.collection] }) ?? EventScope.Part() else { continue }
            parts[subject.collection] = Part(
                subject: subject,
                rows: visible.rows.isEmpty
                    ? nil : CompiledQuery(ResourceQuery(filter: visible.rows), limits: rules.limits),
                mask: visible.mask.paths.isEmpty ? nil : visible.mask)
        }
        self.parts = parts
    }

    /// Returns the events of a commit, in order.
    ///
    /// - Throws: `QueryError` if the condition of the scope exceeds a limit, or `JSONParsingError` if the visible part
    ///   of a resource is too large.
    func events(of commit: StoreCommit) throws -> [PublishedEvent] {
        guard commit.changes.contains(where: { parts[$0.key.collection] != nil }) else { return [] }
        let note = commit.note.flatMap { EventNote($0) }
        if note?.isSilent == true { return [] }
        let id = note?.id ?? commit.derivedID
        var events: [PublishedEvent] = []
        for (number, change) in commit.changes.enumerated() {
            guard let part = parts[change.key.collection] else { continue }
            let before = try seen(change.previous?.document, part)
            let after = try seen(change.document, part)
            let causes = EventCause.causes(from: before?.root, to: after?.root, of: part.subject.description)
            for (place, cause) in causes.enumerated() {
                // A change has at most two events, so the numbers are the same for all readers.
                let cursor = EventCursor(commit.sequence, UInt32(clamping: 2 * number + place))
                let eventID = "\(id.asWebhookID)-\(number)\(cause.kind.letter)"
                func event(_ members: JSONObject) -> PublishedEvent {
                    PublishedEvent(
                        PublishedEvent.Contents(
                            cause, at: cursor, id: eventID, of: change.key, before: before, after: after,
                            time: note?.time, correlationID: note?.correlationID ?? id, part.subject,
                            members: members))
                }
                let plain = event([:])
                events.append(rules.additionalMembers.map { event($0(plain)) } ?? plain)
            }
        }
        return events
    }

    /// Returns what the reader sees of a resource, or `nil` if it sees nothing.
    private func seen(_ document: JSONDocument?, _ part: Part) throws -> JSONDocument? {
        guard let document, try part.rows?.matches(document) ?? true else { return nil }
        return try part.mask?.applied(to: document, visitingAtMost: rules.limits.visitedNodes) ?? document
    }
}

extension String {
    /// The text with everything replaced that the identifiers of Standard Webhooks must not contain: dots, and all but
    /// visible ASCII characters.
    fileprivate var asWebhookID: String {
        let isPlain = utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ".") }
        return isPlain
            ? self : String(unicodeScalars.map { (0x21...0x7E).contains($0.value) && $0 != "." ? Character($0) : "_" })
    }
}

extension StoreCommit {
    /// An identifier that is derived from the changes, for commits without a note.
    ///
    /// The number of the commit is not enough: after a backup has been restored, another commit has the same number.
    fileprivate var derivedID: String {
        var hash = SHA256()
        func add(_ bytes: [UInt8]) {
            add(UInt64(bytes.count))
            hash.update(bytes.span)
        }
        func add(_ number: UInt64) {
            let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
            hash.update(bytes.span)
        }
        add(sequence)
        for change in changes {
            add(Array(change.key.collection.rawValue.utf8))
            add(Array(change.key.id.utf8))
            add(change.previous?.revision ?? 0)
            add(change.document?.bytes ?? [])
        }
        return hash.finalized().prefix(16).hexadecimal
    }
}
