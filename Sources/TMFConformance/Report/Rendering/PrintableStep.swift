import TMFExchange
import TMFJSON

/// A request of a report prepared for printing, with its number, which starts at 1.
struct PrintableStep: Sendable {
    /// The outcome of an assertion, or of a request as a unit.
    enum Outcome: String, Sendable {
        case passed
        /// There are no assertions.
        case unchecked
        case warned
        case failed
    }

    /// The shown part of a body.
    struct Body: Sendable {
        var text: String
        /// The length of the complete body.
        var size: Int
        var isCut: Bool

        /// A note about a truncated body, or `nil` if the body is complete.
        var note: String? { isCut ? "truncated: \(size) bytes in total" : nil }
    }

    /// All assertions with the same name.
    struct Row: Sendable {
        var name: String
        var passed = 0
        var failed = 0
        var warned = 0

        var total: Int { passed + failed + warned }

        /// The number of failures, and the number of warnings if there are any.
        var failedText: String { warned == 0 ? "\(failed)" : "\(failed), \(warned) warned" }
    }

    /// A header field without secrets, whose name is not necessarily valid anymore.
    struct Field: Sendable, Hashable {
        var name: String
        var value: String
    }

    var number: Int
    var folder: String
    var name: String
    var method: String
    var url: String
    var target: String
    var description: String
    var requestHeaders: [Field]
    var requestBody: Body?
    var status: Int?
    var responseHeaders: [Field]
    var responseBody: Body?
    var responseSize: Int
    var duration: Duration
    /// The assertions that the report keeps.
    var assertions: [ConformanceReport.Assertion]
    /// All assertions grouped by name, in the order of their first appearance.
    var rows: [Row]
    /// The assertions of which the report keeps only the outcome.
    var omitted: [Row]
    var scriptError: String?
    var requestError: String?

    init(_ step: ConformanceReport.Step, number: Int, redaction: SecretRedaction, bodyLimit: Int) {
        self.number = number
        folder = redaction.redacted(step.folder)
        name = redaction.redacted(step.name, isURL: true)
        method = step.method.rawValue
        url = redaction.redacted(step.url, isURL: true)
        target = redaction.redacted(step.request.target, isURL: true)
        description = redaction.redacted(step.description)
        requestHeaders = redaction.redacted(step.request.headers)
        requestBody = Self.body(step.request.body, redaction, to: bodyLimit)
        status = step.status
        responseHeaders = step.response.map { redaction.redacted($0.headers) } ?? []
        responseBody = step.response.flatMap { Self.body($0.body, redaction, to: bodyLimit, size: step.responseSize) }
        responseSize = step.responseSize
        duration = step.duration
        let clipped = { (text: String) in Self.clipped(text, redaction, to: bodyLimit) }
        let names = Dictionary(step.summaries.map { ($0.name, clipped($0.name)) }) { first, _ in first }
        assertions = step.assertions.map { assertion in
            var result = assertion
            result.name = names[assertion.name] ?? ""
            result.message = assertion.message.map(clipped)
            result.expected = assertion.expected.map(clipped)
            result.got = assertion.got.map(clipped)
            result.pointer = assertion.pointer.map { JSONPointer(tokens: $0.tokens.map(clipped)) }
            return result
        }
        rows = Self.rows(of: step.summaries, names)
        omitted = Self.rows(of: step.omitted, names)
        scriptError = step.scriptError.map(clipped)
        requestError = step.requestError.map(clipped)
    }

    private static func rows(of summaries: [ConformanceReport.Summary], _ names: [String: String]) -> [Row] {
        var result: [Row] = []
        var places: [String: Int] = [:]
        for summary in summaries {
            let name = names[summary.name] ?? ""
            let place = places[name] ?? result.count
            if place == result.count {
                places[name] = place
                result.append(Row(name: name))
            }
            result[place].passed += summary.passed
            result[place].warned += summary.warned
            result[place].failed += summary.failed
        }
        return result
    }

    private static func body(
        _ bytes: [UInt8], _ redaction: SecretRedaction, to limit: Int, size: Int? = nil
    ) -> Body? {
        let size = size ?? bytes.count
        guard size > 0 else { return nil }
        let end = end(of: bytes, limit: limit)
        let shown = redaction.redacted(bytes[...], limit: end)
        return Body(
            text: text(of: shown, limit: limit), size: size, isCut: end < size || shown.count > limit)
    }

    private static func clipped(_ text: String, _ redaction: SecretRedaction, to limit: Int) -> String {
        guard text.utf8.count > limit else { return redaction.redacted(text) }
        let bytes = Array(text.utf8)
        let shown = redaction.redacted(bytes[...], limit: end(of: bytes, limit: limit))
        return Self.text(of: shown, limit: limit) + " … (cut)"
    }

    /// Returns the number of first bytes that fit a limit, without a partial character at the end.
    private static func end(of bytes: [UInt8], limit: Int) -> Int {
        var end = min(limit, bytes.count)
        while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }

    /// Returns the text of the first bytes.
    private static func text(of bytes: [UInt8], limit: Int) -> String {
        String(decoding: bytes[..<end(of: bytes, limit: limit)], as: UTF8.self)
    }

    /// The method and the URL.
    var title: String { "\(method) \(url)" }

    /// The method and the name, which may itself begin with the method.
    var heading: String { name.hasPrefix("\(method) ") ? name : "\(method) \(name)" }

    var outcome: Outcome {
        if requestError != nil || scriptError != nil || failed > 0 { return .failed }
        return warned > 0 ? .warned : rows.isEmpty ? .unchecked : .passed
    }

    /// The number of all passed assertions.
    var passed: Int { rows.reduce(0) { $0 + $1.passed } }
    /// The number of all failed assertions.
    var failed: Int { rows.reduce(0) { $0 + $1.failed } }
    /// The number of all assertions that violated a rule with the severity of a warning.
    var warned: Int { rows.reduce(0) { $0 + $1.warned } }

    /// Returns a note about the assertions with the same name that are not kept.
    static func note(on omitted: Row) -> String {
        let warned = omitted.warned == 0 ? "" : ", \(omitted.warned) warned"
        return "\(omitted.total) more, of which \(omitted.passed) passed and \(omitted.failed) failed\(warned)"
    }

    /// Returns the kept assertions with an outcome, and the count of each; equal ones are combined at the position of
    /// the first.
    func counted(_ outcome: Outcome) -> [(assertion: ConformanceReport.Assertion, count: Int)] {
        var result: [(assertion: ConformanceReport.Assertion, count: Int)] = []
        var places: [ConformanceReport.Assertion: Int] = [:]
        for assertion in assertions where assertion.outcome == outcome {
            if let place = places[assertion] {
                result[place].count += 1
            } else {
                places[assertion] = result.count
                result.append((assertion, 1))
            }
        }
        return result
    }
}

extension ConformanceReport.Assertion {
    var outcome: PrintableStep.Outcome { passed ? .passed : severity == .error ? .failed : .warned }

    /// The details of the problem: the message, whose name is empty, the location, the expected value and the actual
    /// value.
    var details: [(name: String, text: String)] {
        let members = [
            ("", message), ("where", pointer.map { $0.tokens.isEmpty ? "the entire body" : $0.description }),
            ("expected", expected), ("got", got),
        ]
        return members.compactMap { name, text in text.map { (name: name, text: $0) } }
    }
}
