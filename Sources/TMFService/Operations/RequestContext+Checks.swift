import TMFJSON
import TMFModels
import TMFStore

extension TMFService {
    /// The most that a resource may be.
    ///
    /// Bodies have limits of their own; patches can make a resource greater than any body.
    static let resourceLimits = JSONLimits(depth: JSONLimits.highestDepth, members: .max, stringLength: .max)
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
        let unknown: ValidationOptions.UnknownAttributes =
            switch preferences.handling {
            case .strict: .refused
            case .lenient: .kept
            case nil: configuration.unknownAttributes
            }
        return ValidationOptions(profile: configuration.profile, unknownAttributes: unknown)
    }

    /// Returns the document of a resource from its text.
    ///
    /// - Throws: ``ServiceError`` with 413 if it is too large to be kept.
    func stored(_ text: [UInt8]) throws(ServiceError) -> JSONDocument {
        do throws(JSONParsingError) {
            return try JSONDocument(parsing: text, limits: TMFService.resourceLimits)
        } catch {
            throw ServiceError(.bodyTooLarge, "The resource would be too large: \(error).")
        }
    }

    /// Returns the findings of references that lead nowhere, or notes them down if they are tolerated.
    func referenceFindings(in after: JSONObject, notIn before: JSONObject?) async throws -> [Finding] {
        guard let policy = service.references else { return [] }
        var findings: [Finding] = []
        for reference in resource.references(in: after, notIn: before) where try await !policy.resolves(reference) {
            let subject = [reference.referredType, reference.id.map { "'\($0)'" }].compactMap(\.self)
            findings.append(
                Finding(
                    .invalidReference, at: reference.pointer,
                    "there is no \(subject.isEmpty ? "such resource" : subject.joined(separator: " "))"))
        }
        guard policy.handling == .warn else { return findings }
        if !findings.isEmpty { record?.note { [findings] in $0.warnings += findings } }
        return []
    }
}
