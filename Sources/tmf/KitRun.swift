import TMFConformance
import TMForum

/// A run of a kit by one standard.
struct KitRun {
    var kit: ConformanceKit
    var standard: ConformanceStandard
    /// The URL of a server, or `nil` for the embedded service.
    var base: ServerURL?
    var isReadOnly = false
    /// The header fields of all requests.
    var headers = RequestHeaders(configured: nil, given: [])

    /// The number of requests, or `nil` if it is not known in advance.
    var stepCount: Int? { standard == .ctk ? kit.steps.count : nil }

    /// The text that is shown before the run.
    var title: String {
        let place = base.map { " against \($0.text)" } ?? ""
        let count = stepCount.map { ": \($0) requests" } ?? ""
        return kit.name + (standard == .ctk ? "" : ", \(standard.rawValue)") + place + count
    }

    func report(
        against target: @escaping APIHandler,
        onStep: @escaping @Sendable (ConformanceReport.Step) async -> Void
    ) async -> ConformanceReport {
        let start = Timestamp.now()
        var report = await kit.run(
            against: target, basePath: base?.text, by: standard,
            options: ConformanceOptions(mode: isReadOnly ? .readOnly : .full),
            prepare: { [headers, standard] request in
                var request = request
                request.headers = headers.applied(to: request.headers, by: standard)
                return request
            },
            onStep: onStep)
        report.startedAt = start
        return report
    }
}
