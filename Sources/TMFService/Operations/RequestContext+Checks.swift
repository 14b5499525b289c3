import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension JSONDocument {
    /// The most that a resource may be, whatever the limits of bodies and patches are.
    private static let limits = JSONLimits(
        depth: JSONLimits.highestDepth, members: .max, stringLength: .max, numberLength: .max)

    /// Creates the document of a resource from its text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - size: The number of bytes that it may have.
    /// - Throws: ``ServiceError`` with 413 if it is too large to be kept.
    init(resource text: [UInt8], size: Int = .max) throws(ServiceError) {
        guard text.count <= size else {
            throw ServiceError(.bodyTooLarge, "The resource would have \(text.count) bytes; the limit is \(size).")
        }
        do throws(JSONParsingError) {
            self = try JSONDocument(parsing: text, limits: Self.limits)
        } catch {
            throw ServiceError(.bodyTooLarge, "The resource would be too large: \(error).")
        }
    }
}

extension StoreError {
    /// Whether others have changed something in between.
    var isConflict: Bool { code == .duplicateID || code == .revisionMismatch || code == .notFound }
}

extension RequestContext {
    /// How often something is tried again when others change the same resource in between.
    static let attempts = 1_000

    /// The rules of bodies: what the client prefers counts before what is configured.
    var validation: ValidationOptions {
        let unknown = preferences.handling == .strict ? .refused : configuration.unknownAttributes
        return ValidationOptions(profile: configuration.profile, unknownAttributes: unknown)
    }

    /// Returns the document of a resource that is to be stored.
    func stored(_ text: [UInt8]) throws(ServiceError) -> JSONDocument {
        try JSONDocument(resource: text, size: limits.resourceSize)
    }

    /// Adds a finding for every reference that leads nowhere: to those that refuse the request, or to those that do not.
    func checkReferences(
        in after: JSONObject, notIn before: JSONObject?, _ findings: inout [Finding], _ warnings: inout [Finding]
    ) async throws {
        guard let policy = service.references, let answers = referenceAnswers else { return }
        let references = resource.references(in: after, notIn: before)
        guard references.count <= limits.references else {
            throw ServiceError(
                .invalidBodyField, "There are \(references.count) references; the limit is \(limits.references).")
        }
        var found: [Finding] = []
        for reference in references where try await !answers.resolves(reference, by: policy) {
            let subject = [reference.referredType, reference.id.map { "'\($0)'" }].compactMap(\.self)
            found.append(
                Finding(
                    .invalidReference, at: reference.pointer,
                    "there is no \(subject.isEmpty ? "such resource" : subject.joined(separator: " "))"))
        }
        switch policy.handling {
        case .strict: findings += found
        case .warn: warnings += found
        }
    }

    /// Throws 403 if a client writes what it would not see.
    func checkVisibility(of document: JSONDocument) throws {
        guard let mask else { return }
        guard !mask.veil(of: document, visitingAtMost: limits.query.visitedNodes).isEmpty else { return }
        throw ServiceError(.accessDenied, "You cannot write what you may not see.")
    }

    /// Notes down what came of a change that was carried out.
    func note(_ changes: [ResourceChange]) {
        record?.note { notes in
            notes.warnings = changes.flatMap(\.warnings)
            notes.events = changes.flatMap(\.events)
        }
    }
}
