import TMFConformance
import TMForum

/// The options of `tmf check`.
struct CheckOptions: Sendable, Equatable {
    /// A store for the embedded service.
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

    /// The standards to judge by.
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

    /// The findings that make the check fail.
    enum FailOn: String, Sendable {
        case error
        case warning
        case never
    }

    /// The kits to run, or `nil` for the one in the configuration, otherwise all.
    var kits: [NamedResource]?
    /// The store of the embedded service, or `nil` if the user did not name one.
    var store: Store?
    /// The URL of the server to check, or `nil` for the embedded service.
    var url: String?
    /// The file with the configuration of the published kit.
    var config: String?
    /// The header fields of all requests.
    var headers: [APIHeaders.Field] = []
    /// The standards to judge by, or `nil` to choose them by the other options.
    var verdict: Verdict?
    var reports: [ReportFile] = []
    /// The time for a complete response, or `nil` for the default.
    var timeout: Duration?
    var failOn = FailOn.error
    /// A Boolean value that indicates whether the check only reads.
    var isReadOnly = false
    var isVerbose = false

    /// The standards that the server is judged by.
    var standards: [ConformanceStandard] { (verdict ?? (isReadOnly ? .sound : .ctk)).standards }

    /// A Boolean value that indicates whether the check is of a server, not of the embedded service.
    var isRemote: Bool { url != nil || config != nil }
}
