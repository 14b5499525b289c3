import TMFExchange
import TMFJSON

/// A run by the sound verdict: its parts one after the other, and what they know of each other.
struct SoundRun {
    /// A resource that the run created.
    struct Own: Sendable {
        var id: String
        /// What was sent.
        var sent: JSONObject
        /// What was answered last.
        var document: JSONDocument

        var json: JSONValue { JSONValue(document) }
    }

    var session: ConformanceSession
    let resource: SoundResource

    /// The rows as they were read last.
    var listing = SoundListing()
    /// The number of rows that a list without a page holds.
    var plainCount = 0
    /// The identifiers of the rows that were looked at.
    var audited: Set<String> = []

    /// A resource with values of all kinds.
    var rich: Own?
    /// Two resources of which only the identifiers differ.
    var first: Own?
    var second: Own?
    /// A resource that is to be changed.
    var changing: Own?
    /// A resource that is to be removed.
    var leaving: Own?

    init(session: ConformanceSession) {
        self.session = session
        resource = session.resource
    }

    var isReadOnly: Bool { session.options.mode == .readOnly }

    /// What others own, as it was before the run and as it was found since.
    var others = SoundOthers()

    /// What the run created and knows.
    var owned: [Own] { [rich, first, second, changing, leaving].compactMap(\.self) }

    mutating func run() async {
        let parts: [(name: String, isReading: Bool, isFollowed: Bool, run: (inout SoundRun) async -> Void)] = [
            ("existing rows", true, false, { await $0.auditExistingRows() }),
            ("create", false, true, { await $0.createResources() }),
            ("read", true, false, { await $0.readResources() }),
            ("pages", true, false, { await $0.readPages() }),
            ("filters", true, false, { await $0.filter() }),
            ("fields", true, false, { await $0.selectFields() }),
            ("patch", false, true, { await $0.patch() }),
            ("refusals", false, false, { await $0.refuse() }),
            ("unknown id", true, false, { await $0.useUnknownID() }),
            ("delete", false, true, { await $0.delete() }),
        ]
        for part in parts where part.isReading || !isReadOnly {
            guard !session.isCancelled else {
                session.isComplete = false
                return
            }
            await session.begin(part.name)
            session.accepted = []
            await part.run(&self)
            if part.isFollowed {
                await judgeAccepted()
                await judgeOthers()
            }
        }
    }

    // MARK: - Common judgements

    /// Whether a response says that it is JSON.
    static func isJSON(_ response: APIResponse) -> Bool {
        response.headers[.contentType].flatMap { MediaType($0) }?.isJSON ?? false
    }

    mutating func expectContentType(_ rule: ConformanceRule, _ response: APIResponse) {
        session.expect(
            rule, Self.isJSON(response), expected: "application/json",
            got: response.headers[.contentType] ?? "nothing")
    }

    mutating func expectStatus(_ rule: ConformanceRule, _ response: APIResponse, _ statuses: [Int]) -> Bool {
        let isExpected = statuses.contains(response.status)
        session.expect(
            rule, isExpected, expected: statuses.map(String.init).joined(separator: " or "), got: "\(response.status)")
        return isExpected
    }

    /// Returns the object in a body, and records whether there is one.
    mutating func object(_ rule: ConformanceRule, _ response: APIResponse) -> JSONDocument? {
        let document = session.json(of: response)
        let isObject = document?.root.kind == .object
        session.expect(
            rule, isObject, expected: "a JSON object",
            got: document.map { "\($0.root.kind)" } ?? Self.start(of: response.body))
        return isObject ? document : nil
    }

    /// The first bytes of a body that is not what it should be.
    static func start(of body: [UInt8]) -> String {
        body.isEmpty ? "no body" : String(decoding: body.prefix(80), as: UTF8.self)
    }

    /// Reads a resource, and records whether it says what it is to say.
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
}
