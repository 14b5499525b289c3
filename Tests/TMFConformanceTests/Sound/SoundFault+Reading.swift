import Synchronization
import TMFConformance
import TMFExchange
import TMFJSON

extension SoundFault {
    static let lists: [SoundFault] = [
        .answering("the complete list answers 206", "list.status", to: .wholeList) {
            $0.with(status: 206)
        },
        .answering("pages answer 500", "list.page-status", to: .pages) { $0.with(status: 500) },
        .answering("lists are wrapped", "list.array", to: .lists) { response in
            response.json.map { response.with(body: ["items": $0]) } ?? response
        },
        .answering("a list holds a string", "list.objects", to: .wholeList) {
            $0.editingRows { $0.append("row") }
        },
        .answering("lists are text", "list.content-type", to: .lists) { $0.with("Content-Type", "text/html") },
        SoundFault("lists are long", "list.body-size", options: ConformanceOptions(bodyLimit: 1_000)) { await $1($0) },
        .answering("lists have no total", "list.total-given", to: .lists) { $0.with("X-Total-Count", nil) },
        .answering("lists have no count", "list.count-given", to: .lists) { $0.with("X-Result-Count", nil) },
        .answering("the count is always 99", "list.count", to: .lists) { $0.with("X-Result-Count", "99") },
        .answering("a row comes twice", "list.no-duplicates", to: .lists) {
            $0.editingRows { $0 += $0.prefix(1) }
        },
        .answering("the list holds old rows only", "list.holds-created", to: .wholeList) {
            $0.editingRows { $0 = Array($0.prefix(4)) }
        },
        .answering("rows of lists say something else", "list.as-read", to: .lists) {
            $0.editingEachRow { $0["status"] = "other" }
        },
    ]

    static let rows: [SoundFault] = [
        .answering("rows have an empty channel", "row.mandatory", to: .lists) {
            $0.editingEachRow { $0["channel"] = [] }
        },
        .answering("dates are words", "row.dates", to: .lists) {
            $0.editingEachRow { $0["creationDate"] = "yesterday" }
        },
        .answering("descriptions are numbers", "row.types", to: .lists) {
            $0.editingEachRow { $0["description"] = 5 }
        },
        .answering("periods end before they start", "row.period", to: .lists) {
            $0.editingEachRow {
                $0["interactionDate"] = [
                    "startDateTime": "2025-01-01T00:00:00Z", "endDateTime": "2024-01-01T00:00:00Z",
                ]
            }
        },
        .answering("old rows have no direction", "row.kit", to: .lists) {
            $0.editingEachRow { $0["direction"] = nil }
        },
        .answering("ids are numbers in lists", "row.id", to: .lists) { $0.editingEachRow { $0["id"] = 7 } },
    ]

    static let reading: [SoundFault] = [
        .answering("GET answers 203", "read.status", to: .items) {
            $0.status == 200 ? $0.with(status: 203) : $0
        },
        .answering("a resource is text", "read.content-type", to: .items) {
            $0.with("Content-Type", "text/plain")
        },
        .answering("GET says something else", "read.as-created", to: .items) {
            $0.editing { $0["status"] = "other" }
        },
        .answering("there is no HEAD", "read.head", to: .matching { $0.method == .head }) { $0.with(status: 405) },
        .understanding("conditions are ignored", "read.not-modified", "patch.if-match") {
            $0.without(header: "If-None-Match").without(header: "If-Match")
        },
    ]

    /// Pages of the list as a server makes them that knows what there is, and does something else with it.
    private static func paging(
        _ name: String, _ rules: String..., cut: @escaping @Sendable ([JSONValue], Int, Int) -> ([JSONValue], Int)
    ) -> SoundFault {
        var result = SoundFault(name) { request, next in
            let response = await next(request)
            guard request.isPage, !request.isFilter, response.status < 300 else { return response }
            let whole = await next(APIRequest(.get, request.path))
            func number(_ name: String) -> Int {
                request.parameters.first { $0.name == name }.flatMap { Int($0.value) } ?? 0
            }
            let (rows, total) = cut(whole.json?.arrayValue ?? [], number("offset"), number("limit"))
            return response.editingRows(total: total) { $0 = rows }
        }
        result.rules = rules
        return result
    }

    private static func link(_ relation: String, like other: String, _ rule: String) -> SoundFault {
        .answering("\(relation) leads where \(other) should", rule, to: .pages) { response in
            let links = (response.headers[.link] ?? "").split(separator: ",").map { String($0) }
            func target(_ name: String) -> String? {
                links.first { $0.contains("rel=\"\(name)\"") }?.split(separator: ";").first.map { String($0) }
            }
            guard let wrong = target(other) else { return response }
            let changed = links.map { $0.contains("rel=\"\(relation)\"") ? "\(wrong); rel=\"\(relation)\"" : $0 }
            return response.with("Link", changed.joined(separator: ","))
        }
    }

    static let pages: [SoundFault] = [
        .understanding("limit is ignored", "page.limit") { $0.without { $0 == "limit" } },
        .understanding("offset is ignored", "page.no-duplicates") { $0.without { $0 == "offset" } },
        paging("offset counts from 1", "page.offset") { rows, offset, limit in
            (Array(rows.dropFirst(max(offset - 1, 0)).prefix(limit)), rows.count)
        },
        paging("a page too many", "page.no-duplicates", "page.offset") { rows, offset, limit in
            (Array(rows.dropFirst(offset > 0 ? offset - 1 : 0).prefix(limit)), rows.count)
        },
        .answering("pages answer 200", "page.partial", to: .pages) {
            $0.status == 206 ? $0.with(status: 200) : $0
        },
        paging("the total is one too many", "page.total") { rows, offset, limit in
            (Array(rows.dropFirst(offset).prefix(limit)), rows.count + 1)
        },
        SoundFault("the total is one too many everywhere", "page.total", "filter.total") { request, next in
            let response = await next(request)
            let total = response.headers[.totalCount].flatMap { Int($0) }
            return total.map { response.with("X-Total-Count", "\($0 + 1)") } ?? response
        },
        paging("the total falls", "page.total-stable") { rows, offset, limit in
            (Array(rows.dropFirst(offset).prefix(limit)), rows.count - (offset > 0 ? 1 : 0))
        },
        paging("the last row is on no page", "page.complete") { rows, offset, limit in
            (Array(rows.dropLast().dropFirst(offset).prefix(limit)), rows.count - 1)
        },
        unstable,
        paging("the last page goes on for ever", "page.beyond-end") { rows, offset, limit in
            (Array(rows.dropFirst(min(offset, rows.count - 1)).prefix(limit)), rows.count)
        },
        .answering("there are no links", "page.link-given", to: .lists) { $0.with("Link", nil) },
        link("next", like: "self", "page.link-next"),
        link("prev", like: "last", "page.link-prev"),
        link("first", like: "last", "page.link-first"),
        link("last", like: "first", "page.link-last"),
        .understanding("bad pages are the complete list", "page.bad-value") { request in
            request.query == "limit=many" ? request.without { $0 == "limit" } : request
        },
        SoundFault("pages of a filter are not filtered", "page.filtered") { request, next in
            let isConcerned = request.isPage && request.isFilter
            return await next(isConcerned ? request.without { !["limit", "offset"].contains($0) } : request)
        },
    ]

    /// The order of the rows is another one at each reading.
    private static var unstable: SoundFault {
        let readings = Mutex(0)
        return SoundFault("the order changes", "page.stable") { request, next in
            let response = await next(request)
            guard request.isPage, !request.isFilter else { return response }
            let parameters = Dictionary(request.parameters) { first, _ in first }
            let (offset, limit) = (Int(parameters["offset"] ?? "") ?? 0, Int(parameters["limit"] ?? "") ?? 0)
            let turn = readings.withLock { readings in
                if offset == 0 { readings += 1 }
                return readings
            }
            let whole = await next(APIRequest(.get, request.path)).json?.arrayValue ?? []
            let turned = whole.dropFirst(turn % max(whole.count, 1)) + whole.prefix(turn % max(whole.count, 1))
            return response.editingRows(total: whole.count) { $0 = Array(turned.dropFirst(offset).prefix(limit)) }
        }
    }

    static let filters: [SoundFault] = [
        .answering("filters answer 206", "filter.status", to: .wholeFilters) { $0.with(status: 206) },
        .understanding("filters are ignored", "filter.only-matching", "filter.other-absent", "filter.unknown-attribute")
        {
            $0.isFilter ? $0.without { !["limit", "offset", "fields", "sort"].contains($0) } : $0
        },
        .answering("filters lose a row", "filter.all-matching", to: .filters) {
            $0.editingRows { $0 = Array($0.dropLast()) }
        },
        .answering("filters answer parts", "filter.whole-rows", to: .filters) {
            $0.editingEachRow {
                $0["note"] = nil
                $0["channel"] = nil
            }
        },
        .answering("filters count everything", "filter.total", to: .wholeFilters) {
            $0.with("X-Total-Count", "9")
        },
        .answering(
            "quotes find nothing", "filter.special-characters", to: .matching { $0.query?.contains("%22") ?? false }
        ) {
            $0.editingRows { $0 = [] }
        },
        .answering("dates find nothing", "filter.date", to: .matching { $0.names.contains("creationDate") }) {
            $0.editingRows { $0 = [] }
        },
        SoundFault("filters look for parts", "filter.exact") { request, next in
            guard request.isFilter, !request.isPage, request.names == ["reason"] else { return await next(request) }
            let sought = request.parameters[0].value.split(separator: "%20").suffix(1).joined()
            return await next(APIRequest(.get, request.path)).editingRows { rows in
                rows = rows.filter { $0["reason"]?.stringValue?.contains(sought) ?? false }
            }
        },
        .understanding("the first filter counts", "filter.and") { request in
            let first = request.names.first
            return request.isFilter && !request.isPage ? request.without { $0 != first } : request
        },
        .understanding("unknown filters are ignored", "filter.unknown-attribute") { request in
            request.without { $0.hasPrefix("xUnknown") }
        },
        .answering(
            "unknown filters are refused", "filter.unknown-status",
            to: .matching { $0.names.contains { $0.hasPrefix("xUnknown") } }
        ) { $0.with(status: 400) },
        .answering("nothing found is 404", "filter.no-match", to: .filters) {
            $0.json == [] ? $0.with(status: 404) : $0
        },
        .answering("alternatives find nothing", "filter.repeated", to: .matching { $0.names == ["id", "id"] }) {
            $0.editingRows { $0 = [] }
        },
        .answering("commas are text", "filter.comma", to: .matching { $0.query?.contains(",") ?? false }) {
            $0.editingRows { $0 = [] }
        },
        .answering("dots find nothing", "filter.nested", to: .matching { $0.names.contains("channel.id") }) {
            $0.editingRows { $0 = [] }
        },
        .answering("ranges find nothing", "filter.range", to: .matching { $0.names.contains("creationDate.lt") }) {
            $0.editingRows { $0 = [] }
        },
        .understanding("sort is ignored", "sort.order") { $0.without { $0 == "sort" } },
    ]

    static let fields: [SoundFault] = [
        .answering("fields are refused", "fields.status", to: .selections) { $0.with(status: 400) },
        .answering("fields leave out the reason", "fields.asked", to: .selections) {
            $0.editing { $0["reason"] = nil }
        },
        .understanding("fields are ignored", "fields.exact", "fields.unknown", "fields.none") {
            $0.without { $0 == "fields" }
        },
        .answering("fields leave out href", "fields.id-href", to: .selections) {
            $0.editing { $0["href"] = nil }.editingEachRow { $0["href"] = nil }
        },
        .answering("fields leave out @type", "fields.type", to: .selections) {
            $0.editing { $0["@type"] = nil }
        },
        .answering("fields change a value", "fields.values", to: .selections) {
            $0.editing { $0["href"] = "/elsewhere" }
        },
        .answering("fields lose a row", "fields.rows", to: .matching { $0.isList && $0.names.contains("fields") }) {
            $0.editingRows { $0 = Array($0.dropLast()) }
        },
        .answering("unknown fields are refused", "fields.unknown", to: .matching { $0.query == "fields=xUnknown" }) {
            $0.with(status: 400)
        },
    ]
}
