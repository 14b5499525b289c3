import TMFJSON
import TMFModels

/// Writes reports as the JSON that Newman exports.
///
/// Newman runs a single collection, so several reports become folders of one collection.
struct NewmanReport {
    /// A request and its position in the run.
    private struct Item {
        var step: PrintableStep
        /// The position among all requests of the run, from 0.
        var position: Int
        /// The identifier, which is the same for equal reports.
        var id: String
        var folderID: String
    }

    /// The number of assertions with the same name and request that are listed as failures, each with the request.
    ///
    /// The execution contains all assertions that the report keeps.
    private static let failureLimit = 100

    private let reports: [PrintableReport]
    private let items: [[Item]]
    private let requests: Int

    static func json(of reports: [PrintableReport]) -> JSONValue {
        let report = NewmanReport(reports)
        return ["collection": report.collection, "run": report.run]
    }

    private init(_ reports: [PrintableReport]) {
        self.reports = reports
        var position = 0
        items = reports.enumerated().map { number, report in
            report.steps.map { step in
                defer { position += 1 }
                let folderID = "\(number + 1)-\(step.folder)"
                return Item(step: step, position: position, id: "\(folderID)-\(step.number)", folderID: folderID)
            }
        }
        requests = position
    }

    // MARK: Collection

    private var collection: JSONValue {
        let folders = zip(reports, items).map { report, items in
            (name: report.kit, folders: report.folders.map { folder($0, of: items) })
        }
        return [
            "info": [
                "_postman_id": .string(reports.map(\.kit).joined(separator: "+")),
                "name": .string(reports.map(\.kit).joined(separator: ", ")),
                "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
            ],
            "item": .array(
                folders.count == 1
                    ? folders.flatMap(\.folders)
                    : folders.map { ["name": .string($0.name), "item": .array($0.folders)] }),
        ]
    }

    private func folder(_ name: String, of items: [Item]) -> JSONValue {
        let items = items.filter { $0.step.folder == name }
        return [
            "id": .string(items.first?.folderID ?? name), "name": .string(name),
            "item": .array(items.map { json(of: $0) }),
        ]
    }

    private func json(of item: Item) -> JSONValue {
        [
            "id": .string(item.id), "name": .string(item.step.name), "request": NewmanRequest.json(of: item.step),
            "response": [],
        ]
    }

    // MARK: Run

    private var run: JSONValue {
        let all = items.flatMap { $0 }
        let answered = all.count { $0.step.requestError == nil }
        let assertions = reports.reduce(0) { $0 + $1.assertions.total }
        let failed = reports.reduce(0) { $0 + $1.assertions.failed }
        let failedScripts = reports.reduce(0) { $0 + $1.failedScripts }
        return [
            "stats": [
                "iterations": count(1),
                "items": count(requests),
                "scripts": count(answered, failed: failedScripts),
                "prerequests": count(requests),
                "requests": count(requests, failed: reports.reduce(0) { $0 + $1.failedRequests }),
                "tests": count(answered),
                "assertions": count(assertions, failed: failed),
                "testScripts": count(answered, failed: failedScripts),
                "prerequestScripts": count(0),
            ],
            "timings": timings,
            "executions": .array(all.map { execution(of: $0) }),
            "transfers": ["responseTotal": number(reports.reduce(0) { $0 + $1.responseSize })],
            "failures": .array(all.flatMap { failures(of: $0) } + failuresOfRun),
            "error": reports.allSatisfy(\.isComplete)
                ? .null : Self.incomplete,
        ]
    }

    private var timings: JSONValue {
        let times = items.flatMap { $0 }.filter { $0.step.requestError == nil }
            .map { PrintedText.milliseconds($0.step.duration) }
        var result = JSONObject()
        if !times.isEmpty {
            result["responseAverage"] = JSONNumber(times.reduce(0) { $0 + Double($1) } / Double(times.count))
                .map { .number($0) }
            result["responseMin"] = times.min().map { number($0) }
            result["responseMax"] = times.max().map { number($0) }
        }
        if let start = reports.compactMap(\.startedAt).min() {
            let started = start.secondsSince1970 * 1_000 + Int64(start.nanoseconds / 1_000_000)
            let duration = PrintedText.milliseconds(reports.reduce(.zero) { $0 + $1.duration })
            result["started"] = number(started)
            result["completed"] = number(started.addingReportingOverflow(duration).partialValue)
        }
        return .object(result)
    }

    private func execution(of item: Item) -> JSONValue {
        let step = item.step
        var result = JSONObject()
        result["cursor"] = cursor(of: item)
        result["item"] = json(of: item)
        result["request"] = NewmanRequest.json(of: step)
        result["response"] = NewmanRequest.response(of: step, id: item.id)
        result["id"] = .string(item.id)
        if let error = step.requestError { result["requestError"] = ["name": "Error", "message": .string(error)] }
        if let error = step.scriptError {
            result["testScript"] = [["cursor": cursor(of: item), "error": scriptError(error)]]
        }
        if !step.assertions.isEmpty {
            result["assertions"] = .array(
                zip(0..., step.assertions).map { index, assertion in
                    var result: JSONObject = ["assertion": .string(assertion.name), "skipped": false]
                    switch assertion.outcome {
                    case .passed, .unchecked: break
                    case .failed: result["error"] = error(of: assertion, index: index)
                    case .warned: result["warning"] = error(of: assertion, index: index)
                    }
                    return .object(result)
                })
        }
        if !step.omitted.isEmpty {
            result["assertionsOmitted"] = .array(
                step.omitted.map { row in
                    [
                        "assertion": .string(row.name), "passed": number(row.passed), "failed": number(row.failed),
                        "warned": number(row.warned),
                    ]
                })
        }
        return .object(result)
    }

    private static let incomplete: JSONValue = ["name": "Error", "message": "the run ended before its last request"]

    /// The failures that readers count if the run itself failed.
    private var failuresOfRun: [JSONValue] {
        guard !reports.allSatisfy(\.isComplete) else { return [] }
        let name = JSONValue.string(reports.map(\.kit).joined(separator: ", "))
        return [
            [
                "error": Self.incomplete, "at": "run", "source": ["id": "run", "name": name],
                "parent": ["id": "run", "name": name],
                "cursor": [
                    "position": number(max(requests - 1, 0)), "iteration": 0, "length": number(requests), "cycles": 1,
                    "empty": .bool(requests == 0), "eof": true, "bof": .bool(requests <= 1), "cr": false, "ref": "run",
                    "httpRequestId": "run",
                ],
            ]
        ]
    }

    private func failures(of item: Item) -> [JSONValue] {
        let step = item.step
        // The same for all failures of a request.
        let members: JSONObject = [
            "source": json(of: item), "parent": ["id": .string(item.folderID), "name": .string(step.folder)],
            "cursor": cursor(of: item),
        ]
        func failure(_ error: JSONValue, at place: String) -> JSONValue {
            var result: JSONObject = ["error": error, "at": .string(place)]
            for member in members { result[member.name] = member.value }
            return .object(result)
        }
        var result: [JSONValue] = []
        if let error = step.requestError {
            result.append(failure(["name": "Error", "message": .string(error)], at: "request"))
        }
        var listed: [String: Int] = [:]
        for (index, assertion) in step.assertions.enumerated()
        where assertion.outcome == .failed && listed[assertion.name, default: 0] < Self.failureLimit {
            listed[assertion.name, default: 0] += 1
            result.append(failure(error(of: assertion, index: index), at: "assertion:\(index) in test-script"))
        }
        for row in step.rows where row.failed > listed[row.name, default: 0] {
            let error: JSONValue = [
                "name": "AssertionError", "test": .string(row.name),
                "message": .string("\(row.failed - listed[row.name, default: 0]) more failed"),
            ]
            result.append(failure(error, at: "test-script"))
        }
        if let error = step.scriptError { result.append(failure(scriptError(error), at: "test-script")) }
        return result
    }

    private func error(of assertion: ConformanceReport.Assertion, index: Int) -> JSONValue {
        let details = assertion.details.map { name, text in name.isEmpty ? text : "\(name): \(text)" }
        let message = details.isEmpty ? assertion.name : details.joined(separator: "\n")
        var result: JSONObject = [
            "name": "AssertionError", "index": number(index), "test": .string(assertion.name),
            "message": .string(message), "stack": .string("AssertionError: \(message)"),
        ]
        result["rule"] = assertion.rule.map { .string($0.id) }
        return .object(result)
    }

    private func scriptError(_ text: String) -> JSONValue {
        // A JavaScript error is printed as its name and its message.
        let parts = text.split(separator: ": ", maxSplits: 1).map(String.init)
        let (name, message) = parts.count == 2 ? (parts[0], parts[1]) : ("Error", text)
        return ["type": "Error", "name": .string(name), "message": .string(message), "stack": .string(text)]
    }

    private func cursor(of item: Item) -> JSONValue {
        [
            "position": number(item.position), "iteration": 0, "length": number(requests), "cycles": 1,
            "empty": false, "eof": .bool(item.position == requests - 1), "bof": .bool(item.position == 0),
            "cr": false, "ref": .string(item.id), "httpRequestId": .string(item.id),
        ]
    }

    private func count(_ total: Int, failed: Int = 0) -> JSONValue {
        ["total": number(total), "pending": 0, "failed": number(failed)]
    }

    private func number(_ value: some BinaryInteger) -> JSONValue { .number(JSONNumber(value)) }
}
