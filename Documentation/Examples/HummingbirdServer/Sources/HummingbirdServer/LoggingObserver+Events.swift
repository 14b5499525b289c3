import Logging
import Metrics
import TMForum

extension LoggingObserver {
    /// Logs and measures a step of the delivery of events.
    ///
    /// Pass this method to a hub as its observer.
    func observe(_ event: HubEvent) {
        switch event.kind {
        case .delivered: count("delivered", event)
        case .unavailable, .refused: count("failed", event)
        case .setAside: count("parked", event)
        case .blocked: logger.warning("callback blocked", metadata: ["subscription": "\(event.subscription)"])
        case .changed(let status, let reason):
            logger.notice(
                "delivery changed",
                metadata: [
                    "subscription": "\(event.subscription)", "status": "\(status.rawValue)",
                    "reason": "\(reason?.rawValue ?? "none")",
                ])
        case .deadLetterRemoved, .unreadable, .progressNotWritten:
            logger.warning("\(event.kind)", metadata: ["subscription": "\(event.subscription)"])
        @unknown default: break
        }
    }

    private func count(_ label: String, _ event: HubEvent) {
        Counter(label: "tmf_hub_\(label)_total", dimensions: [("type", event.eventType ?? "none")]).increment()
        if let duration = event.duration { Timer(label: "tmf_hub_duration").record(duration: duration) }
        guard event.kind != .delivered else { return }
        logger.info(
            "event \(label)",
            metadata: [
                "subscription": "\(event.subscription)", "event": "\(event.eventID ?? "none")",
                "attempts": "\(event.attempts)",
            ])
    }
}
