public import TMFExchange
public import TMFJSON
public import TMFModels

/// The context of a ``ConformanceCheck``, with which it sends requests, checks responses and adds notes to the report.
///
/// A session never affects resources of others. PATCH, PUT and DELETE are sent only to resources that the run created:
/// a POST of the run returned the identifier, no resource had it before, and GET returns a resource with the
/// ``marker``. Resources created by a POST to ``collectionPath`` are removed at the end, even after failures and
/// cancellation.
public struct ConformanceSession {
    /// The path that all requests start with, percent-encoded and ending with a slash.
    public let basePath: String
    /// The path of the collection, percent-encoded.
    public let collectionPath: String
    /// The text that marks the run's resources.
    ///
    /// Every resource that a check creates must contain it in an attribute.
    public let marker: String
    /// The options of the run.
    public let options: ConformanceOptions

    /// The description of the checked resource.
    public let resource: ResourceDescription

    /// The texts that identify resources created by the run.
    let traces: OwnTraces
    let base: BaseURL
    let exchange: Exchange
    private let onStep: (ConformanceReport.Step) async -> Void

    /// The folder of the current steps.
    private(set) var folder = ""
    private(set) var steps: [ConformanceReport.Step] = []
    private(set) var notes: [String] = []
    /// A Boolean value that indicates whether all intended requests were sent.
    var isComplete = true
    var own = OwnResources()
    /// The requests that received the response 202, in order.
    var accepted: [AcceptedRequest] = []
    private var isCurrentOpen = false
    private var sent = 0
    /// The total time of the responses.
    private var spent = Duration.zero
    /// The total number of bytes of all bodies.
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

    /// Creates a marker from characters that need no escaping in JSON and in URLs.
    ///
    /// Digits are appended even to a given marker, because another run may have left resources with the same marker.
    private static func marker(_ options: ConformanceOptions) -> String {
        let given = (options.marker ?? "").filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let digits = String(options.markerNumber ?? UInt64.random(in: 0...UInt64.max), radix: 16)
        let start = given.isEmpty ? "check" : given
        return start + "-" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The identifiers of the resources that the run has created and not yet removed.
    public var created: [String] { own.remaining }

    /// A Boolean value that indicates whether the run should end because it was cancelled.
    public var isCancelled: Bool { Task.isCancelled }

    /// An identifier that no resource has: a UUID derived from the marker, because some servers reject other forms.
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
    /// - Parameter parameters: The unencoded names and values of the query.
    /// - Returns: The path and the query.
    public func listTarget(_ parameters: (name: String, value: String)...) -> String {
        parameters.isEmpty ? collectionPath : collectionPath + "?" + Self.query(parameters)
    }

    static func query(_ parameters: [(name: String, value: String)]) -> String {
        parameters.map { PercentEncoding.encoded($0.name, keeping: "@") + "=" + PercentEncoding.encoded($0.value) }
            .joined(separator: "&")
    }

    /// Parses a body as JSON, within ``ConformanceOptions/bodyLimit``.
    ///
    /// - Parameter response: The response, if any.
    /// - Returns: The document, or `nil` if the body is not JSON.
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

    /// Adds a note to the report.
    ///
    /// - Parameter text: The note, a complete sentence.
    public mutating func note(_ text: String) {
        let text = PrintedText.shortened(text, beyond: 16 << 10, to: 8 << 10)
        if !notes.contains(text) { notes.append(text) }
    }

    /// Checks the last response of the check against a rule.
    ///
    /// - Parameters:
    ///   - rule: The rule.
    ///   - condition: Whether the response follows the rule.
    ///   - pointer: The location in the body, if the rule concerns one.
    ///   - expected: The expected value, in words or JSON; evaluated only if the rule is violated.
    ///   - got: The actual value.
    public mutating func expect(
        _ rule: ConformanceRule, _ condition: Bool, at pointer: JSONPointer? = nil,
        expected: @autoclosure () -> String, got: @autoclosure () -> String
    ) {
        if !isCurrentOpen {
            // A rule may be violated before any request was sent; the report must not lose it.
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

    /// Checks the last response against a rule that concerns many locations; the rule passes if there are no failures.
    mutating func expectNone(_ rule: ConformanceRule, _ failures: [SoundFailure], limit: Int? = nil) {
        guard !failures.isEmpty else { return expect(rule, true, expected: "", got: "") }
        let limit = limit ?? options.failureLimit
        for failure in failures.prefix(limit) {
            expect(rule, false, at: failure.pointer, expected: failure.expected, got: failure.got)
        }
        if failures.count > limit {
            note(
                "\(rule.id) is violated \(failures.count) times in \(steps.last?.url ?? ""); "
                    + "the report lists the first \(limit).")
        }
    }

    private static func shortened(_ text: String) -> String { PrintedText.shortened(text, beyond: 600, to: 300) }

    private mutating func open(_ step: ConformanceReport.Step) {
        steps.append(step)
        isCurrentOpen = true
    }

    /// Adds a completed step.
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
    /// In a read-only run, only GET requests are sent. PATCH, PUT and DELETE below the collection are sent only to
    /// resources that the run created; requests to other paths of the server are the responsibility of the check. The
    /// notes of the report list the requests that were not sent.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - target: The path and the query, percent-encoded; see ``collectionPath``, ``path(of:)`` and
    ///     ``listTarget(_:)``.
    ///   - headers: The header fields.
    ///   - body: The body.
    ///   - name: The name of the request in the report.
    /// - Returns: The response, or `nil` if the target threw an error, the request is not allowed, or a limit was
    ///   reached.
    @discardableResult
    public mutating func send(
        _ method: APIMethod, _ target: String, headers: APIHeaders = [:], body: [UInt8] = [], name: String? = nil
    ) async -> APIResponse? {
        let request = APIRequest(method, target, headers: headers, body: body)
        guard await isAllowed(request), mayGoOn() else {
            // The following checks do not concern the previous response.
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

    /// Returns whether another request may be sent.
    private mutating func mayGoOn() -> Bool {
        guard !Task.isCancelled else {
            isComplete = false
            return false
        }
        let reason: String? =
            if sent >= options.requestLimit {
                "\(options.requestLimit) requests, which is its limit"
            } else if spent >= options.timeLimit {
                "responses that took \(options.timeLimit), which is its limit"
            } else if received >= options.byteLimit {
                "\(options.byteLimit) bytes of responses, which is its limit"
            } else {
                nil
            }
        guard let reason else { return true }
        isComplete = false
        note("The run ended after \(reason).")
        return false
    }
}

/// A session belongs to the check that receives it.
@available(*, unavailable)
extension ConformanceSession: Sendable {}

/// A request that the server promised to carry out later.
struct AcceptedRequest: Sendable {
    var method: APIMethod
    var path: String
    var body: JSONObject
    /// The identifier in the response.
    var id: String?
}

/// A location at which a rule is violated.
struct SoundFailure: Sendable {
    var pointer: JSONPointer?
    var expected: String
    var got: String
}
