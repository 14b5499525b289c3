public import TMFExchange
public import TMFJSON
public import TMFModels

/// What a ``ConformanceCheck`` works with: it sends requests, judges the responses, and tells what to know beside that.
///
/// A session harms nothing that others own. PATCH, PUT and DELETE go to resources only that the run created: a POST of
/// the run answered the identifier, no resource had it before, and what GET shows under it holds the ``marker``. What
/// is created by a POST to ``collectionPath`` is removed at the end, also after failures and cancellation.
public struct ConformanceSession {
    /// The path that all requests start with, percent-encoded and with a slash at its end.
    public let basePath: String
    /// The path of the collection, percent-encoded.
    public let collectionPath: String
    /// What marks the resources of the run; it is to be in some attribute of all that a check creates.
    public let marker: String
    /// What the run may do.
    public let options: ConformanceOptions

    /// The description of the resource that is judged.
    public let resource: ResourceDescription

    /// What tells that a resource was created by the run.
    let traces: OwnTraces
    let base: BaseURL
    let exchange: Exchange
    private let onStep: (ConformanceReport.Step) async -> Void

    /// The folder that steps are in.
    private(set) var folder = ""
    private(set) var steps: [ConformanceReport.Step] = []
    private(set) var notes: [String] = []
    /// Whether everything was sent that was to be.
    var isComplete = true
    var own = OwnResources()
    /// The requests that were answered with 202, in order.
    var accepted: [AcceptedRequest] = []
    private var isCurrentOpen = false
    private var sent = 0
    /// How long the responses took.
    private var spent = Duration.zero
    /// The number of bytes of all bodies.
    private var received = 0

    init(
        resource: ResourceDescription, base: BaseURL, options: ConformanceOptions, exchange: Exchange,
        traces: (_ marker: String) -> OwnTraces,
        onStep: @escaping (ConformanceReport.Step) async -> Void
    ) {
        self.base = base
        basePath = base.target(of: base.text)
        collectionPath = basePath + PercentEncoding.encoded(resource.name)
        marker = Self.marker(options)
        self.options = options
        self.resource = resource
        self.traces = traces(marker)
        self.exchange = exchange
        self.onStep = onStep
    }

    /// A marker of characters that stand for themselves in JSON and in URLs.
    ///
    /// Digits are added to a given one as well: another run may have had the same, and what it left is not this one's.
    private static func marker(_ options: ConformanceOptions) -> String {
        let given = (options.marker ?? "").filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let digits = String(options.markerNumber ?? UInt64.random(in: 0...UInt64.max), radix: 16)
        let start = given.isEmpty ? "check" : given
        return start + "-" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The identifiers of what the run created and has not removed yet.
    public var created: [String] { own.remaining }

    /// Whether the run is to end: it was cancelled.
    public var isCancelled: Bool { Task.isCancelled }

    /// An identifier that no resource has: a UUID, as some servers refuse other forms, that follows from the marker.
    public var unknownID: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var digits = ""
        for salt in ["0", "1"] {
            for byte in (marker + salt).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            let text = String(hash, radix: 16)
            digits += String(repeating: "0", count: 16 - text.count) + text
        }
        let groups = [(0, 8), (8, 4), (13, 3), (17, 3), (20, 12)].map { digits.dropFirst($0.0).prefix($0.1) }
        return "\(groups[0])-\(groups[1])-4\(groups[2])-8\(groups[3])-\(groups[4])"
    }

    /// Returns the path of a resource, percent-encoded.
    ///
    /// - Parameter id: The identifier.
    /// - Returns: The path.
    public func path(of id: String) -> String { PercentEncoding.path(collectionPath, appending: id) }

    /// Returns the target of a list request.
    ///
    /// - Parameter parameters: The names and values of the query, which are percent-encoded.
    /// - Returns: The path and the query.
    public func listTarget(_ parameters: (name: String, value: String)...) -> String {
        parameters.isEmpty ? collectionPath : collectionPath + "?" + Self.query(parameters)
    }

    static func query(_ parameters: [(name: String, value: String)]) -> String {
        parameters.map { PercentEncoding.encoded($0.name, keeping: "@") + "=" + PercentEncoding.encoded($0.value) }
            .joined(separator: "&")
    }

    /// Reads a body as JSON, within ``ConformanceOptions/bodyLimit``.
    ///
    /// - Parameter response: The response, or `nil` if there is none.
    /// - Returns: The document, or `nil` if there is none.
    public func json(of response: APIResponse?) -> JSONDocument? {
        guard let response, response.body.count <= options.bodyLimit else { return nil }
        return try? limits.document(in: response.body)
    }

    /// The limits of bodies.
    var limits: BodyLimits { options.bodyLimits }

    // MARK: - The report

    /// Begins a part of the run.
    mutating func begin(_ folder: String) async {
        await closeStep()
        self.folder = folder
    }

    /// Adds something that the reader of the report should know.
    ///
    /// - Parameter text: What to know, in one sentence.
    public mutating func note(_ text: String) {
        let text = PrintedText.shortened(text, beyond: 16 << 10, to: 8 << 10)
        if !notes.contains(text) { notes.append(text) }
    }

    /// Judges the last response of the check by a rule.
    ///
    /// - Parameters:
    ///   - rule: The rule.
    ///   - condition: Whether the response keeps it.
    ///   - pointer: The place in the body, if the rule is about one.
    ///   - expected: What was expected, in words or JSON; asked for only if the rule is broken.
    ///   - got: What was there instead.
    public mutating func expect(
        _ rule: ConformanceRule, _ condition: Bool, at pointer: JSONPointer? = nil,
        expected: @autoclosure () -> String, got: @autoclosure () -> String
    ) {
        if !isCurrentOpen {
            // A rule may be broken before anything was sent; the report must not lose it.
            var step = ConformanceReport.Step(
                folder: folder, name: rule.id, url: base.url(of: collectionPath), description: "No request was sent",
                request: APIRequest(.get, collectionPath), limits: exchange.limits)
            step.requestError = condition ? nil : "no request was sent"
            open(step)
        }
        var assertion = ConformanceReport.Assertion(
            name: rule.title, passed: condition, rule: rule, pointer: condition ? nil : pointer)
        if !condition {
            let (expected, got) = (Self.shortened(expected()), Self.shortened(got()))
            assertion.expected = expected
            assertion.got = got
            let place = pointer.map { $0.tokens.isEmpty ? "" : "\($0): " } ?? ""
            assertion.message = "\(place)expected \(expected), got \(got)"
        }
        steps[steps.count - 1].log.append(assertion)
    }

    /// Judges the last response by a rule about many places: passed if there is no failure.
    mutating func expectNone(_ rule: ConformanceRule, _ failures: [SoundFailure], limit: Int? = nil) {
        guard !failures.isEmpty else { return expect(rule, true, expected: "", got: "") }
        let limit = limit ?? options.failureLimit
        for failure in failures.prefix(limit) {
            expect(rule, false, at: failure.pointer, expected: failure.expected, got: failure.got)
        }
        if failures.count > limit {
            note(
                "\(rule.id) is broken \(failures.count) times in \(steps.last?.url ?? ""); "
                    + "the first \(limit) are in the report.")
        }
    }

    private static func shortened(_ text: String) -> String { PrintedText.shortened(text, beyond: 600, to: 300) }

    private mutating func open(_ step: ConformanceReport.Step) {
        steps.append(step)
        isCurrentOpen = true
    }

    /// Adds a step that is done with.
    mutating func add(_ step: ConformanceReport.Step) async {
        await closeStep()
        steps.append(step)
        await onStep(step)
    }

    mutating func closeStep() async {
        guard isCurrentOpen, let step = steps.last else { return }
        isCurrentOpen = false
        await onStep(step)
    }

    // MARK: - Sending

    /// Sends a request and records it as a step of the check.
    ///
    /// In a read-only run GET alone is sent. PATCH, PUT and DELETE below the collection are sent only to resources that
    /// the run created; what a check sends to other paths of the server is its own affair. What is not sent is in the
    /// notes of the report.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - target: The path and the query, percent-encoded; see ``collectionPath``, ``path(of:)`` and
    ///     ``listTarget(_:)``.
    ///   - headers: The header fields.
    ///   - body: The body.
    ///   - name: What the request is called in the report.
    /// - Returns: The response; `nil` if the target threw an error, the request is not allowed or too many were sent.
    @discardableResult
    public mutating func send(
        _ method: APIMethod, _ target: String, headers: APIHeaders = [:], body: [UInt8] = [], name: String? = nil
    ) async -> APIResponse? {
        let request = APIRequest(method, target, headers: headers, body: body)
        guard await isAllowed(request), mayGoOn() else {
            // What is judged next is not about the response before.
            await closeStep()
            return nil
        }
        sent += 1
        var step = exchange.step(
            folder: folder, name: name ?? "\(method) \(target)", url: base.url(of: target), request: request)
        await closeStep()
        let response = await exchange.carryOut(&step)
        spent += step.duration
        received += step.responseSize
        open(step)
        learn(from: request, response)
        return response
    }

    /// Whether another request may be sent.
    private mutating func mayGoOn() -> Bool {
        guard !Task.isCancelled else {
            isComplete = false
            return false
        }
        let reason: String? =
            if sent >= options.requestLimit {
                "\(options.requestLimit) requests, as it may send no more"
            } else if spent >= options.timeLimit {
                "responses that took \(options.timeLimit), as it may wait no longer"
            } else if received >= options.byteLimit {
                "\(options.byteLimit) bytes of responses, as it may read no more"
            } else {
                nil
            }
        guard let reason else { return true }
        isComplete = false
        note("The run ended after \(reason).")
        return false
    }
}

/// A session belongs to the check that it is given to.
@available(*, unavailable)
extension ConformanceSession: Sendable {}

/// A request that the server promised to carry out later.
struct AcceptedRequest: Sendable {
    var method: APIMethod
    var path: String
    var body: JSONObject
    /// The identifier in the answer.
    var id: String?
}

/// A place where a rule is broken.
struct SoundFailure: Sendable {
    var pointer: JSONPointer?
    var expected: String
    var got: String
}
