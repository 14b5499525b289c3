import TMFExchange
import TMFJSON
import TMFModels

/// Writes reports as JSON in the form that ``ConformanceReportFormat/json`` describes.
enum JSONReport {
    static func json(of reports: [PrintableReport], title: String) -> JSONValue {
        let isPassed = reports.allSatisfy { $0.verdict == .passed }
        return [
            "title": .string(title),
            "verdict": .string((isPassed ? ConformanceReport.Verdict.passed : .failed).rawValue),
            "reports": .array(reports.map { .object(json(of: $0)) }),
        ]
    }

    private static func json(of report: PrintableReport) -> JSONObject {
        var result = JSONObject()
        result["kit"] = .string(report.kit)
        result["standard"] = .string(report.standard.rawValue)
        result["verdict"] = .string(report.verdict.rawValue)
        result["basePath"] = .string(report.basePath)
        result["startedAt"] = report.startedAt.map { .string($0.text) }
        result["isComplete"] = .bool(report.isComplete)
        result["notes"] = .array(report.allNotes.map { .string($0) })
        var totals: JSONObject = [
            "requests": number(report.steps.count),
            "requestsFailed": number(report.failedRequests),
            "scriptsFailed": number(report.failedScripts),
            "assertions": number(report.assertions.total),
            "assertionsFailed": number(report.assertions.failed),
            "warnings": number(report.warnings),
            "milliseconds": number(PrintedText.milliseconds(report.duration)),
            "bytes": number(report.responseSize),
        ]
        if report.omitted > 0 { totals["assertionsOmitted"] = number(report.omitted) }
        result["totals"] = .object(totals)
        result["steps"] = .array(report.steps.map { .object(json(of: $0)) })
        return result
    }

    private static func json(of step: PrintableStep) -> JSONObject {
        var result = JSONObject()
        result["number"] = number(step.number)
        result["folder"] = .string(step.folder)
        result["name"] = .string(step.name)
        result["description"] = .string(step.description)
        result["url"] = .string(step.url)
        result["milliseconds"] = number(PrintedText.milliseconds(step.duration))
        result["request"] = [
            "method": .string(step.method),
            "target": .string(step.target),
            "headers": json(of: step.requestHeaders),
            "body": json(of: step.requestBody),
        ]
        result["response"] =
            step.status.map { status in
                [
                    "status": number(status),
                    "headers": json(of: step.responseHeaders),
                    "body": json(of: step.responseBody),
                ]
            } ?? .null
        result["requestError"] = step.requestError.map { .string($0) }
        result["scriptError"] = step.scriptError.map { .string($0) }
        result["assertions"] = .array(step.assertions.map { .object(json(of: $0)) })
        if !step.omitted.isEmpty { result["assertionsOmitted"] = .array(step.omitted.map { json(of: $0) }) }
        return result
    }

    private static func json(of assertion: ConformanceReport.Assertion) -> JSONObject {
        var result = JSONObject()
        result["name"] = .string(assertion.name)
        result["outcome"] = .string(assertion.outcome.rawValue)
        result["message"] = assertion.message.map { .string($0) }
        result["pointer"] = assertion.pointer.map { .string($0.description) }
        result["expected"] = assertion.expected.map { .string($0) }
        result["got"] = assertion.got.map { .string($0) }
        result["rule"] = assertion.rule.map { rule in
            [
                "id": .string(rule.id), "title": .string(rule.title), "severity": .string(rule.severity.rawValue),
                "clause": .string(rule.clause),
            ]
        }
        return result
    }

    private static func json(of omitted: PrintableStep.Row) -> JSONValue {
        [
            "name": .string(omitted.name), "passed": number(omitted.passed), "failed": number(omitted.failed),
            "warned": number(omitted.warned),
        ]
    }

    private static func json(of headers: [PrintableStep.Field]) -> JSONValue {
        .array(headers.map { ["name": .string($0.name), "value": .string($0.value)] })
    }

    private static func json(of body: PrintableStep.Body?) -> JSONValue {
        guard let body else { return .null }
        return ["bytes": number(body.size), "text": .string(body.text), "isCut": .bool(body.isCut)]
    }

    private static func number(_ value: some BinaryInteger) -> JSONValue { .number(JSONNumber(value)) }
}
