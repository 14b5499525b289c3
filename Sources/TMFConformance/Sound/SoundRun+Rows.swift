import TMFExchange
import TMFJSON
import TMFModels

extension SoundRun {
    /// Looks at what there is before anything is created.
    mutating func auditExistingRows() async {
        if let answer = await list("", "The whole list", statuses: [200], rule: ListRules.status, isThorough: true) {
            audit(answer)
            plainCount = answer.rows.count
            listing = SoundListing(rows: answer.rows, isComplete: answer.isWhole)
            if answer.rows.isEmpty, isReadOnly { session.note("The list is empty, so there is nothing to judge.") }
        }
        if !listing.isComplete {
            let walked = await walk(size: session.options.pageSize, "Rows", audits: true)
            if walked.rows.count > listing.rows.count { listing = walked }
        }
        session.own.existing = Set(listing.rows.compactMap(\.id))
        if !isReadOnly { others = SoundOthers(listing) }
    }

    /// Judges rows that were not judged before.
    mutating func audit(_ answer: ListAnswer) {
        var audit = RowAudit(resource)
        for (position, row) in answer.rows.enumerated() {
            if let id = row.id, !audited.insert(id).inserted { continue }
            let isOwn = row.id.map { id in owned.contains { $0.id == id } } ?? false
            audit.judge(row.document, at: JSONPointer().appending(index: position), isOwn: isOwn)
        }
        record(audit, RowRules.all + [CreateRules.repeatedName])
    }

    /// Judges one resource, as far as its text is not judged elsewhere.
    mutating func audit(_ document: JSONDocument) {
        var audit = RowAudit(resource)
        audit.judge(document, at: JSONPointer(), isOwn: true)
        record(audit, RowRules.all)
    }

    private mutating func record(_ audit: RowAudit, _ rules: [ConformanceRule]) {
        // Whoever only reads wants to know of every row.
        let limit = isReadOnly ? Int.max : nil
        for rule in rules { session.expectNone(rule, audit.failures[rule] ?? [], limit: limit) }
    }
}

/// What is wrong with rows by themselves.
struct RowAudit {
    private(set) var failures: [ConformanceRule: [SoundFailure]] = [:]
    private let resource: SoundResource
    /// A row was read already.
    private static let limits = ScriptLimits(bodyLimit: JSONLimits.highestBytes)

    init(_ resource: SoundResource) { self.resource = resource }

    /// Judges a row.
    ///
    /// What the run created itself is not judged by the kit: its text is such that the kit cannot find it, and right.
    mutating func judge(_ document: JSONDocument, at place: JSONPointer, isOwn: Bool) {
        guard document.root.kind == .object else { return }
        let shown = SoundRow(document).shown
        let id = document.root["id"]
        if id?.stringValue?.isEmpty ?? true {
            add(RowRules.idString, place.appending("id"), "a string", id.map { Self.text($0) } ?? "nothing")
        }
        failures[CreateRules.repeatedName, default: []] += Self.repeatedNames(in: document, at: place)
        for finding in Self.findings(resource.model, document) where finding.code != .repeatedName {
            let pointer = JSONPointer(tokens: place.tokens + finding.pointer.tokens)
            let value = finding.pointer.element(in: document.root).map(Self.text) ?? "nothing"
            let rule = rule(of: finding)
            let isDate = rule.id == RowRules.dates.id
            add(rule, pointer, isDate ? "a date-time" : finding.message, "\(value) in \(shown)")
        }
        for name in resource.kit.required where document.root[name].map(Self.isEmpty) ?? true {
            // What the model's own rules say is said already, and of the id there is a rule.
            if name == "id" || resource.mandatory.contains(name) && document.root[name]?.kind != .string { continue }
            let value = document.root[name].map(Self.text) ?? "nothing"
            add(RowRules.mandatory, place.appending(name), "\(name), which is mandatory", "\(value) in \(shown)")
        }
        if !isOwn { judgeByKit(document, at: place, shown) }
    }

    /// Adds the assertions of the kit that fail for the row.
    private mutating func judgeByKit(_ document: JSONDocument, at place: JSONPointer, _ shown: String) {
        var interpreter = ScriptInterpreter(
            resource: resource.kit, response: APIResponse(status: 200, body: document.bytes),
            variables: ScriptVariables(), limits: Self.limits)
        _ = interpreter.run(.found(1))
        for assertion in interpreter.log.kept where !assertion.passed {
            add(RowRules.kit, place, assertion.name, "\(assertion.message ?? "") in \(shown)")
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
        _ rule: ConformanceRule, _ pointer: JSONPointer, _ expected: String, _ got: String
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

    private static func text(_ element: JSONElement) -> String { String(decoding: element.bytes, as: UTF8.self) }

    /// The members that are in an object twice.
    static func repeatedNames(in document: JSONDocument, at place: JSONPointer) -> [SoundFailure] {
        document.repeatedNames().map {
            SoundFailure(
                pointer: JSONPointer(tokens: place.tokens + $0.tokens), expected: "one member", got: "another one")
        }
    }

    static func findings<Resource: Model>(_: Resource.Type, _ document: JSONDocument) -> [Finding] {
        Resource.findings(in: document.root, for: .resource)
    }
}
