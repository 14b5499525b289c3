import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension ResourceEditor {
    /// Applies a patch to a resource.
    ///
    /// - Parameters:
    ///   - patch: The patch.
    ///   - document: The resource before the patch.
    ///   - change: The change that receives the resource after the patch and all of its problems.
    /// - Throws: ``ServiceError`` if the patch cannot be applied, or makes a change that is not allowed.
    func apply(_ patch: PatchDocument, to document: JSONDocument, in change: inout ResourceChange) throws(ServiceError)
    {
        let before = JSONValue(document).objectValue ?? JSONObject()
        let patched = try patched(document, before, by: patch)
        var after = patched.whole
        let refused = resource.notPatchable
            .filter { (after[$0] ?? .null) != (before[$0] ?? .null) }
            .map { Finding(.notPatchable, at: JSONPointer(tokens: [$0]), "\($0) cannot be changed") }
        guard refused.isEmpty else { throw ServiceError(findings: refused) }
        setConsequences(of: before, &after)
        let result = try sized(JSONValue.object(after).serialized())
        change.after = result
        if result.bytes == document.bytes { return }

        if let mask, var seen = patched.seen {
            // Hidden values are not checked, so that no finding reveals them.
            setConsequences(of: before, &seen)
            change.findings = findings(
                in: try sized(JSONValue.object(seen).serialized()),
                after: try mask.visible(in: document, visitingAtMost: limits.query.visitedNodes))
        } else {
            change.findings = findings(in: result, after: document)
        }
        if let name = resource.description.statusAttribute,
            let finding = resource.definition.transitions?.finding(from: before[name], to: after[name], at: name)
        {
            change.findings.append(finding)
        }
        if findsReferences { change.references += try references(in: after, notIn: before) }
    }

    /// Returns a resource with a patch applied to its visible part, once with its hidden parts and once as the client
    /// sees it.
    func patched(
        _ document: JSONDocument, _ before: JSONObject? = nil, by patch: PatchDocument
    ) throws(ServiceError) -> (whole: JSONObject, seen: JSONObject?) {
        guard let mask else {
            let before = before ?? JSONValue(document).objectValue ?? JSONObject()
            return (try patch.applied(to: before, limits: limits.patch), nil)
        }
        let veil = mask.veil(of: document, visitingAtMost: limits.query.visitedNodes)
        let after = try patch.applied(to: veil.visible, limits: limits.patch)
        try checkVisibility(of: try sized(JSONValue.object(after).serialized()))
        return (try veil.restored(after), after)
    }

    /// Returns the findings of a resource after a change that the client may see.
    ///
    /// The result does not include attributes that were already unknown before the change, or findings that hidden
    /// parts may cause.
    private func findings(in document: JSONDocument, after before: JSONDocument) -> [Finding] {
        var options = validation
        let limit = options.findingLimit
        // Findings that are removed below must not count toward the limit.
        if options.unknownAttributes == .refused || mask != nil { options.findingLimit = .max }
        var findings = resource.check(document.root, for: .resource, options).findings
        if mask != nil || findings.contains(where: { $0.code == .unknownAttribute }) {
            let known = Set(resource.check(before.root, for: .resource, options).findings)
            findings.removeAll { known.contains($0) && ($0.code == .unknownAttribute || isVeiled($0)) }
        }
        return Array(findings.prefix(limit))
    }

    /// Returns whether a hidden part next to a finding may be the cause of it.
    private func isVeiled(_ finding: Finding) -> Bool {
        guard let mask else { return false }
        guard let names = mask.names, let name = finding.pointer.tokens.first else { return true }
        return names.contains(name)
    }

    /// Sets the attributes that a change updates automatically.
    private func setConsequences(of before: JSONObject, _ after: inout JSONObject) {
        let description = resource.description
        if let status = description.statusAttribute, let date = description.statusDateAttribute,
            before[status] != after[status], before[date] == after[date]
        {
            after[date] = .string(environment.now().text)
        }
        if after["@type"]?.isNull ?? true { after["@type"] = .string(resource.typeName) }
    }

    // MARK: - Rules of new and changed resources

    /// Returns the document of a resource, with the size limit of the store applied.
    func sized(_ text: [UInt8]) throws(ServiceError) -> JSONDocument {
        try JSONDocument(resource: text, size: limits.resourceSize)
    }

    /// Throws an error with 403 if a client writes a part that would be hidden from it.
    func checkVisibility(of document: JSONDocument) throws(ServiceError) {
        guard let mask else { return }
        guard !mask.veil(of: document, visitingAtMost: limits.query.visitedNodes).isEmpty else { return }
        throw ServiceError(.accessDenied, "You cannot write attributes that you cannot see.")
    }

    /// Returns the references of a resource that another state of it does not have.
    func references(
        in after: JSONObject, notIn before: JSONObject?
    ) throws(ServiceError) -> [ReferencePolicy.Reference] {
        let references = ReferencePolicy.references(
            at: resource.description.references, in: after, notIn: before)
        guard references.count <= limits.references else {
            throw ServiceError(
                .invalidBodyField, "There are \(references.count) references; the limit is \(limits.references).")
        }
        return references
    }
}
