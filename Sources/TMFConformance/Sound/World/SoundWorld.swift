import TMFExchange
import TMFJSON
import TMFModels

/// The environment of the parts of a run: the session that sends and checks requests, and the known facts about the
/// resource.
struct SoundWorld {
    var session: ConformanceSession
    let resource: SoundResource

    /// Creates the environment of the parts of a run.
    ///
    /// - Parameters:
    ///   - resource: The known facts about the resource.
    ///   - base: The start of the requests' URLs.
    ///   - options: The options of the run.
    ///   - exchange: The target that answers requests.
    ///   - onStep: A closure that receives the result of every request.
    init(
        _ resource: SoundResource, base: BaseURL, options: ConformanceOptions, exchange: Exchange,
        onStep: @escaping (ConformanceReport.Step) async -> Void
    ) {
        self.resource = resource
        session = ConformanceSession(
            resource: resource.description, base: base, options: options, exchange: exchange,
            traces: resource.traces, onStep: onStep)
    }

    var isReadOnly: Bool { session.options.mode == .readOnly }

    /// The header fields for a JSON body.
    static let json: APIHeaders = [.contentType: MediaType.json.text]

    // MARK: - Responses

    /// Returns whether a response has a JSON media type.
    private static func isJSON(_ response: APIResponse) -> Bool {
        response.headers[.contentType].flatMap { MediaType($0) }?.isJSON ?? false
    }

    mutating func expectContentType(_ rule: ConformanceRule, _ response: APIResponse) {
        session.expect(
            rule, Self.isJSON(response), expected: "application/json",
            got: response.headers[.contentType] ?? "nothing")
    }

    mutating func expectStatus(_ rule: ConformanceRule, _ response: APIResponse, isOneOf statuses: [Int]) -> Bool {
        let isExpected = statuses.contains(response.status)
        session.expect(
            rule, isExpected, expected: statuses.map(String.init).joined(separator: " or "), got: "\(response.status)")
        return isExpected
    }

    /// Returns the object in a body, and records whether the body is an object.
    mutating func object(_ rule: ConformanceRule, _ response: APIResponse) -> JSONDocument? {
        let document = session.json(of: response)
        let isObject = document?.root.kind == .object
        session.expect(
            rule, isObject, expected: "a JSON object",
            got: document.map { "\($0.root.kind)" } ?? Self.start(of: response.body))
        return isObject ? document : nil
    }

    /// Returns the first bytes of an invalid body.
    static func start(of body: [UInt8]) -> String {
        body.isEmpty ? "no body" : String(decoding: body.prefix(80), as: UTF8.self)
    }

    static func text(_ element: JSONElement?) -> String {
        element.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "nothing"
    }

    /// Checks the body of an error response.
    mutating func judgeError(_ response: APIResponse) {
        expectContentType(ErrorRules.contentType, response)
        guard let root = object(ErrorRules.object, response)?.root else { return }
        for (name, rule) in [("code", ErrorRules.code), ("reason", ErrorRules.reason)] {
            session.expect(
                rule, !(root[name]?.stringValue ?? "").isEmpty, at: JSONPointer(tokens: [name]),
                expected: "a nonempty string",
                got: Self.text(root[name]))
        }
        if let status = root["status"], !status.isNull {
            session.expect(
                ErrorRules.status, status.stringValue == String(response.status), at: JSONPointer(tokens: ["status"]),
                expected: "\"\(response.status)\"", got: Self.text(status))
        }
    }

    // MARK: - Resources

    /// Reads a resource, and records whether it has the expected content.
    mutating func expect(
        _ rule: ConformanceRule, _ expected: JSONValue, at id: String, name: String, ignoring: Set<String> = []
    ) async -> JSONDocument? {
        guard let response = await session.send(.get, session.path(of: id), name: name) else { return nil }
        guard response.status == 200, let document = session.json(of: response) else {
            session.expect(
                rule, false, expected: "the resource", got: "\(response.status) \(Self.start(of: response.body))")
            return nil
        }
        session.expectNone(
            rule,
            JSONDifference.changes(from: expected, to: JSONValue(document), ignoring: ignoring).map(\.failure))
        return document
    }

    /// Checks one resource, except for text that is checked elsewhere.
    mutating func audit(_ document: JSONDocument) {
        var audit = RowAudit(resource)
        audit.judge(document, at: JSONPointer(), isOwn: true)
        record(audit, RowRules.all)
    }

    /// Records the problems of rows.
    mutating func record(_ audit: RowAudit, _ rules: [ConformanceRule]) {
        // A read-only run reports the problems of every row.
        let limit = isReadOnly ? Int.max : nil
        for rule in rules where resource.isPublished || rule.id != RowRules.kit.id {
            session.expectNone(rule, audit.failures[rule] ?? [], limit: limit)
        }
    }

    /// Checks whether the kit can find the values that it searches for, wherever JSON permits them unescaped, and
    /// whether every member name occurs once.
    mutating func judgeText(_ document: JSONDocument) {
        judgeEscapes(escapes(in: document, at: JSONPointer()))
        session.expectNone(CreateRules.repeatedName, RowAudit.repeatedNames(in: document, at: JSONPointer()))
    }

    mutating func judgeEscapes(_ failures: [(rule: ConformanceRule, failure: SoundFailure)]) {
        for rule in [CreateRules.unescaped, CreateRules.unescapedSpecial] {
            session.expectNone(rule, failures.filter { $0.rule.id == rule.id }.map(\.failure))
        }
    }

    /// Returns the values that are escaped unnecessarily; values that no kit sends are only a warning.
    func escapes(
        in document: JSONDocument, at place: JSONPointer
    ) -> [(rule: ConformanceRule, failure: SoundFailure)] {
        resource.script.compared.compactMap { name in
            guard let element = document.root[name], let text = element.stringValue,
                JSONValue.string(text).serialized() != Array(element.bytes)
            else { return nil }
            let isSpecial = text.contains(SoundResource.specialText)
            return (
                isSpecial ? CreateRules.unescapedSpecial : CreateRules.unescaped,
                SoundFailure(
                    pointer: place.appending(name), expected: JSONValue.string(text).description,
                    got: Self.text(element))
            )
        }
    }
}
