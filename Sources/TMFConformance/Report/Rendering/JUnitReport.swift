import TMFModels

/// Writes reports as JUnit XML: a suite for each report, a test case for each assertion.
///
/// Readers treat two cases with the same class and name as one, so the class contains the number of the request, and a
/// repeated name gets a number.
enum JUnitReport {
    /// An attribute of an element.
    private typealias Attribute = (name: String, value: String)

    static func xml(of reports: [PrintableReport], title: String) -> String {
        let isNamed = Set(reports.map(\.standard)).count > 1
        let suites = reports.map { Suite($0, isNamed: isNamed || $0.standard != .ctk) }
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        let attributes: [Attribute] = [
            ("name", title), ("tests", "\(suites.reduce(0) { $0 + $1.tests })"),
            ("failures", "\(suites.reduce(0) { $0 + $1.failures })"),
            ("errors", "\(suites.reduce(0) { $0 + $1.errors })"),
            ("time", seconds(reports.reduce(.zero) { $0 + $1.duration })),
        ]
        lines.append("<testsuites\(text(of: attributes))>")
        var document = ""
        for line in lines { document += line + "\n" }
        for (number, suite) in suites.enumerated() { suite.write(number: number, to: &document) }
        return document + "</testsuites>\n"
    }

    /// The cases of a report.
    private struct Suite {
        var report: PrintableReport
        /// The name of the kit, and of the standard if it must be distinguished.
        var name: String
        /// The elements of the cases; every line ends with a line feed.
        var cases = ""
        var tests = 0
        var failures = 0
        var errors = 0
        var skipped = 0

        init(_ report: PrintableReport, isNamed: Bool) {
            self.report = report
            name = isNamed ? "\(report.kit) \(report.standard.rawValue)" : report.kit
            for step in report.steps { append(step) }
            if !report.isComplete {
                errors += 1
                append(
                    "the run completes", in: "\(name).run",
                    [
                        problem(
                            "error", type: "incomplete", message: "the run ended before its last request", contents: "")
                    ])
            }
        }

        func write(number: Int, to document: inout String) {
            var attributes: [Attribute] = [
                ("name", name),
                ("tests", "\(tests)"), ("failures", "\(failures)"), ("errors", "\(errors)"), ("skipped", "\(skipped)"),
                ("time", seconds(report.duration)), ("id", "\(number)"),
            ]
            if let start = report.startedAt {
                // The form that all schemas accept: seconds in UTC, without a zone.
                let second = Timestamp(secondsSince1970: start.secondsSince1970)
                attributes.append(("timestamp", String(second.text.dropLast())))
            }
            let properties: [Attribute] = [
                ("kit", report.kit), ("standard", report.standard.rawValue), ("basePath", report.basePath),
                ("warnings", "\(report.warnings)"), ("verdict", report.verdict.rawValue),
                ("assertions", "\(report.assertions.total)"), ("assertionsFailed", "\(report.assertions.failed)"),
                ("assertionsOmitted", "\(report.omitted)"),
            ]
            var lines = ["  <testsuite\(text(of: attributes))>", "    <properties>"]
            lines += properties.map {
                "      <property\(text(of: [("name", $0.name), ("value", $0.value)]))/>"
            }
            lines.append("    </properties>")
            for line in lines { document += line + "\n" }
            document += cases
            if !report.allNotes.isEmpty {
                document += "    <system-out>\(markup(report.allNotes.joined(separator: "\n")))</system-out>\n"
            }
            document += "  </testsuite>\n"
        }

        private mutating func append(_ step: PrintableStep) {
            // Readers treat the part before the last dot as a package.
            let title = "\(number(step)) \(step.heading)".map { $0 == "." ? "_" : $0 }
            let place = "\(name).\(step.folder).\(String(title))"
            var times: [String: Int] = [:]
            // The time of the request is assigned to its first case, so that the times of the cases add up.
            var time: Duration? = step.duration
            for assertion in step.assertions {
                times[assertion.name, default: 0] += 1
                let time = (time.take() ?? .zero)
                let count = times[assertion.name] ?? 1
                let name = count == 1 ? assertion.name : "\(assertion.name) (\(count))"
                append(name, in: place, contents(of: assertion, in: step), time: time)
            }
            for row in step.omitted {
                let note = PrintableStep.note(on: row)
                if row.failed > 0 { failures += 1 }
                append(
                    "\(row.name) (\(row.total) more)", in: place,
                    row.failed > 0
                        ? [problem("failure", type: "assertion", message: note, contents: step.title)]
                        : ["<system-out>\(markup(note))</system-out>"])
            }
            if let error = step.requestError {
                errors += 1
                append(
                    "the request gets a response", in: place,
                    [problem("error", type: "request", message: error, contents: step.title)],
                    time: time.take() ?? .zero)
            }
            if let error = step.scriptError {
                errors += 1
                append(
                    "the response can be read", in: place,
                    [problem("error", type: "script", message: error, contents: step.title)],
                    time: time.take() ?? .zero)
            }
            if let rest = time {
                skipped += 1
                append(
                    "no assertions", in: place,
                    ["<skipped message=\"\(asserter) makes no assertions about this response\"/>"], time: rest)
            }
        }

        private var asserter: String { report.standard == .ctk ? "the kit" : "the run" }

        private func number(_ step: PrintableStep) -> String { step.number < 10 ? "0\(step.number)" : "\(step.number)" }

        private mutating func contents(of assertion: ConformanceReport.Assertion, in step: PrintableStep) -> [String] {
            let details = [step.title] + assertion.details.map { $0.name.isEmpty ? $0.text : "\($0.name): \($0.text)" }
            let rule = assertion.rule.map { ["rule: \($0.id)", "clause: \($0.clause)"] } ?? []
            let text = (details + rule).joined(separator: "\n")
            switch assertion.outcome {
            case .passed, .unchecked: return []
            case .warned: return ["<system-out>\(markup("warning\n\(text)"))</system-out>"]
            case .failed:
                failures += 1
                return [
                    problem(
                        "failure", type: assertion.rule?.id ?? "assertion",
                        message: assertion.message ?? assertion.name, contents: text)
                ]
            }
        }

        private mutating func append(
            _ name: String, in place: String, _ contents: [String], time: Duration = .zero
        ) {
            tests += 1
            let start = "    <testcase\(text(of: [("name", name), ("classname", place), ("time", seconds(time))]))"
            cases += start + (contents.isEmpty ? "/>\n" : ">\n")
            guard !contents.isEmpty else { return }
            for content in contents { cases += "      \(content)\n" }
            cases += "    </testcase>\n"
        }

        private func problem(_ element: String, type: String, message: String, contents: String) -> String {
            let attributes: [Attribute] = [("message", message), ("type", type)]
            return "<\(element)\(text(of: attributes))>\(markup(contents))</\(element)>"
        }
    }

    private static func markup(_ text: String) -> String { PrintedText.markup(text) }

    private static func text(of attributes: [Attribute]) -> String {
        attributes.map { " \($0.name)=\"\(PrintedText.markup($0.value, isAttribute: true))\"" }.joined()
    }

    /// The duration in seconds with three digits of a fraction.
    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = PrintedText.milliseconds(duration)
        let fraction = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000).\(String(repeating: "0", count: 3 - fraction.utf8.count))\(fraction)"
    }
}
