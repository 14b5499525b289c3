import TMFConformance
import TMFExchange

extension Certification {
    /// Returns a line for everything in which a report differs from this run: nothing may be more, less or elsewhere.
    func differences(from report: ConformanceReport) -> [String] {
        var result: [String] = []
        func compare(_ place: String, _ published: some Equatable, _ ours: some Equatable) {
            let (published, ours) = ("\(published)", "\(ours)")
            if Array(published.utf8) != Array(ours.utf8) { result.append("\(place): '\(published)' became '\(ours)'") }
        }
        compare("kit", kit, report.kit)
        compare("requests", requests, report.requests)
        compare("assertions", assertions, report.assertions.total)
        compare("failed", failed, report.assertions.failed)
        compare("scripts that threw", 0, report.failedScripts)
        compare("requests without a response", 0, report.failedRequests)
        compare("the run came to its end", true, report.isComplete)
        for (index, (published, ours)) in zip(steps, report.steps).enumerated() {
            let place = "request \(index + 1)"
            compare("\(place), folder", published.folder, ours.folder)
            compare("\(place), name", published.name, ours.name)
            compare("\(place), method", published.method, ours.method.rawValue)
            compare("\(place), URL", published.url, ours.url)
            compare("\(place), status", published.status, ours.status ?? 0)
            compare("\(place), size", published.size, PrintedSize(bytes: ours.responseSize).text)
            result += Self.differences(
                of: published.rows,
                from: ours.summaries.map { Row(name: $0.name, passed: $0.passed, failed: $0.failed) }, in: place)
        }
        return result
    }

    /// The rows from the first to the last that differ, as they were published and as they are.
    private static func differences(of published: [Row], from ours: [Row], in place: String) -> [String] {
        guard published != ours else { return [] }
        let start = zip(published, ours).prefix { $0 == $1 }.count
        let end = zip(published[start...].reversed(), ours[start...].reversed()).prefix { $0 == $1 }.count
        return published[start...].dropLast(end).map { "\(place): - \($0)" }
            + ours[start...].dropLast(end).map { "\(place): + \($0)" }
    }
}
