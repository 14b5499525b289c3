import TMFConformance
import TMForum

/// What `tmf check` is asked to do.
struct CheckOptions: Sendable, Equatable {
    /// The stores that the service can be checked with.
    enum Store: Sendable, Equatable {
        case memory
        /// The directory of a file store.
        case file(String)

        /// Reads `memory` or `file:DIR`.
        init?(_ text: String) {
            let prefix = "file:"
            if text == "memory" {
                self = .memory
            } else if text.hasPrefix(prefix), text.utf8.count > prefix.utf8.count {
                self = .file(String(text.dropFirst(prefix.count)))
            } else {
                return nil
            }
        }
    }

    /// What can be asked for.
    enum Verdict: String, Sendable {
        case ctk
        case sound
        case all

        var standards: [ConformanceStandard] {
            switch self {
            case .ctk: [.ctk]
            case .sound: [.sound]
            case .all: [.ctk, .sound]
            }
        }
    }

    /// What makes the program say that the check failed.
    enum FailOn: String, Sendable {
        case error
        case warning
        case never
    }

    /// The kits to run; `nil` if the configuration may say, or all.
    var kits: [NamedResource]?
    /// The store of the embedded service, or `nil` if none was asked for.
    var store: Store?
    /// The URL of the server to check, or `nil` for the embedded service.
    var url: String?
    /// The file with the configuration of the published kit.
    var config: String?
    /// The header fields of all requests.
    var headers: [APIHeaders.Field] = []
    /// What the server is judged by; `nil` for what goes with the other options.
    var verdict: Verdict?
    var reports: [ReportFile] = []
    /// How long a response may take; `nil` for the usual time.
    var timeout: Duration?
    var failOn = FailOn.error
    /// Whether nothing may be created, changed or deleted.
    var isReadOnly = false
    var isVerbose = false

    /// By what the server is judged.
    var standards: [ConformanceStandard] { (verdict ?? (isReadOnly ? .sound : .ctk)).standards }

    /// Whether a server is checked, and not the embedded service.
    var isRemote: Bool { url != nil || config != nil }
}
