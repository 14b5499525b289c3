import TMFExchange
import TMFJSON
import TMFModels

/// The problems of rows, each considered on its own.
struct RowAudit {
    private(set) var failures: [ConformanceRule: [SoundFailure]] = [:]
    private let resource: SoundResource
    /// The script limits, which do not restrict a row that was already read.
    private static let limits = ScriptLimits(bodyLimit: JSONLimits.highestBytes)

    init(_ resource: SoundResource) { self.resource = resource }

    /// Checks a row.
    ///
    /// The run's own resources are not checked by the kit, which cannot find their valid text.
    mutating func judge(_ document: JSONDocument, at place: JSONPointer, isOwn: Bool) {
        guard document.root.kind == .object else { return }
        let shown = SoundRow(document).shown
        let id = document.root["id"]
        if id?.stringValue?.isEmpty ?? true {
            add(RowRules.idString, at: place.appending("id"), expected: "a nonempty string", got: SoundWorld.text(id))
        }
        failures[CreateRules.repeatedName, default: []] += Self.repeatedNames(in: document, at: place)
        for finding in resource.description.findings(in: document.root, for: .resource)
        where finding.code != .repeatedName {
            let pointer = JSONPointer(tokens: place.tokens + finding.pointer.tokens)
            let value = SoundWorld.text(finding.pointer.element(in: document.root))
            let rule = rule(of: finding)
            let isDate = rule.id == RowRules.dates.id
            add(rule, at: pointer, expected: isDate ? "a date-time" : finding.message, got: "\(value) in \(shown)")
        }
        for name in resource.script.required where document.root[name].map(Self.isEmpty) ?? true {
            // The findings of the model's own rules are already recorded, and the id has a rule of its own.
            if name == "id" || resource.mandatory.contains(name) && document.root[name]?.kind != .string { continue }
            let value = SoundWorld.text(document.root[name])
            add(
                RowRules.mandatory, at: place.appending(name), expected: "\(name), which is mandatory",
                got: "\(value) in \(shown)")
        }
        if !isOwn, resource.isPublished { judgeByKit(document, at: place, shown) }
    }

    /// Adds the assertions of the kit that fail for the row.
    private mutating func judgeByKit(_ document: JSONDocument, at place: JSONPointer, _ shown: String) {
        var interpreter = ScriptInterpreter(
            resource: resource.script, response: APIResponse(status: 200, body: document.bytes),
            variables: ScriptVariables(), limits: Self.limits)
        _ = interpreter.run(.found(1))
        for assertion in interpreter.log.kept where !assertion.passed {
            add(RowRules.kit, at: place, expected: assertion.name, got: "\(assertion.message ?? "") in \(shown)")
        }
    }

    private func rule(of finding: Finding) -> ConformanceRule {
        switch finding.code {
        case .missing: RowRules.mandatory
        case .periodOrder: RowRules.period
        case .invalidFormat where resource.type(at: finding.pointer) is Timestamp.Type: RowRules.dates
        default: RowRules.types
        }
    }

    private mutating func add(
        _ rule: ConformanceRule, at pointer: JSONPointer, expected: String, got: String
    ) {
        failures[rule, default: []].append(SoundFailure(pointer: pointer, expected: expected, got: got))
    }

    private static func isEmpty(_ element: JSONElement) -> Bool {
        switch element.kind {
        case .null: true
        case .string: element.isString("")
        case .array: element.elements.first { _ in true } == nil
        default: false
        }
    }

    /// Returns the members that appear twice in an object.
    static func repeatedNames(in document: JSONDocument, at place: JSONPointer) -> [SoundFailure] {
        document.repeatedNames().map {
            SoundFailure(
                pointer: JSONPointer(tokens: place.tokens + $0.tokens), expected: "a single member",
                got: "a repeated member")
        }
    }
}

/// An auditor that checks each row once.
struct RowAuditor: Sendable {
    /// The identifiers of the checked rows.
    private(set) var audited: Set<String> = []
    /// The identifiers of the run's resources, which the kit need not accept.
    private var owned: Set<String> = []

    /// Returns the auditor for rows, some of which the run created.
    func sparing(_ created: [SoundCreation]) -> RowAuditor {
        var result = self
        result.owned = Set(created.map(\.id))
        return result
    }

    /// Checks rows that were not checked before.
    mutating func audit(_ answer: ListAnswer, in world: inout SoundWorld) {
        var audit = RowAudit(world.resource)
        for (position, row) in answer.rows.enumerated() {
            if let id = row.id, !audited.insert(id).inserted { continue }
            let isOwn = row.id.map(owned.contains) ?? false
            audit.judge(row.document, at: JSONPointer().appending(index: position), isOwn: isOwn)
        }
        world.record(audit, RowRules.all + [CreateRules.repeatedName])
    }
}
