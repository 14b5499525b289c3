import TMFConformance
import TMFExchange
import Testing

/// A fault of a server, and the rules that are to notice it.
struct SoundFault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var rules: [String]
    var kit: ConformanceKit
    var options: ConformanceOptions
    var fault: FaultyService.Fault

    init(
        _ name: String, _ rules: String..., kit: ConformanceKit = .partyInteractionV4,
        options: ConformanceOptions = ConformanceOptions(), _ fault: @escaping FaultyService.Fault
    ) {
        testDescription = name
        self.rules = rules
        self.kit = kit
        self.options = options
        self.fault = fault
    }

    /// A fault in the answers to some requests.
    static func answering(
        _ name: String, _ rules: String..., kit: ConformanceKit = .partyInteractionV4,
        to requests: Requests,
        _ change: @escaping @Sendable (APIResponse) -> APIResponse
    ) -> SoundFault {
        var result = SoundFault(name, kit: kit) { request, next in
            let response = await next(request)
            return requests.contains(request) ? change(response) : response
        }
        result.rules = rules
        return result
    }

    /// A fault in how requests are understood.
    static func understanding(
        _ name: String, _ rules: String..., kit: ConformanceKit = .partyInteractionV4,
        _ change: @escaping @Sendable (APIRequest) -> APIRequest
    ) -> SoundFault {
        var result = SoundFault(name, kit: kit) { request, next in await next(change(request)) }
        result.rules = rules
        return result
    }

    /// The requests that a fault is about.
    struct Requests: Sendable {
        var contains: @Sendable (APIRequest) -> Bool

        static func matching(_ contains: @escaping @Sendable (APIRequest) -> Bool) -> Requests {
            Requests(contains: contains)
        }

        static let all = matching { _ in true }
        static let lists = matching { $0.isList }
        static let wholeList = matching { $0.isList && $0.query == nil }
        static let pages = matching { $0.isPage }
        static let filters = matching { $0.isFilter }
        static let wholeFilters = matching { $0.isFilter && !$0.isPage }
        static let selections = matching { $0.names.contains("fields") }
        static let items = matching { $0.isItem }
        static let posts = matching { $0.method == .post }
        static let patches = matching { $0.method == .patch }
        static let puts = matching { $0.method == .put }
        static let deletes = matching { $0.method == .delete }
    }

    static let all =
        lists + rows + creating + reading + pages + filters + fields + patches + refusals + deletions + freedoms
        + safety
}
