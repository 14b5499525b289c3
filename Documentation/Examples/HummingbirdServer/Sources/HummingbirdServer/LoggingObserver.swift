import Logging
import Metrics
import TMForum

/// An observer that writes a line to the log for every request, and records metrics.
///
/// The line contains neither the path with its identifiers nor the query or a body, because these may hold personal
/// data. At the level `debug`, it contains the complete target.
struct LoggingObserver: Sendable {
    let logger: Logger

    /// Logs and measures a request.
    ///
    /// Pass this method to a service as its observer.
    func observe(_ event: RequestSummary) {
        log(event)
        measure(event)
    }

    private func log(_ event: RequestSummary) {
        var metadata: Logger.Metadata = [
            "method": "\(event.method)",
            "status": "\(event.status)",
            "milliseconds": "\(event.duration / .milliseconds(1))",
            "requestSize": "\(event.requestSize)",
            "responseSize": "\(event.responseSize)",
        ]
        metadata["operation"] = event.operation.map { "\($0.rawValue)" }
        metadata["resource"] = event.resource.map { "\($0)" }
        metadata["total"] = event.total.map { "\($0)" }
        metadata["plan"] = event.plan.map { "\($0)" }
        if !event.events.isEmpty { metadata["events"] = .array(event.events.map { "\($0)" }) }
        // The log contains the places of the warnings, not the values.
        if !event.warnings.isEmpty { metadata["warnings"] = .array(event.warnings.map { "\($0.pointer)" }) }
        if logger.logLevel <= .debug { metadata["target"] = "\(event.target)" }

        guard event.status >= 500 else { return logger.info("request", metadata: metadata) }
        metadata["errorId"] = event.errorID.map { "\($0)" }
        metadata["error"] = event.internalError.map { "\($0)" }
        logger.error("request failed", metadata: metadata)
    }

    private func measure(_ event: RequestSummary) {
        // The values do not depend on clients, so that there are only a few of them.
        let dimensions = [("operation", event.operation?.rawValue ?? "none"), ("resource", event.resource ?? "none")]
        let status = [("status", "\(event.status / 100)xx")]
        Counter(label: "tmf_requests", dimensions: dimensions + status).increment()
        Timer(label: "tmf_request_duration", dimensions: dimensions).record(duration: event.duration)
        Recorder(label: "tmf_request_size", dimensions: dimensions).record(event.requestSize)
        Recorder(label: "tmf_response_size", dimensions: dimensions).record(event.responseSize)
    }
}
