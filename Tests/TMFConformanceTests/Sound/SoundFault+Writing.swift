import Synchronization
import TMFConformance
import TMFExchange
import TMFJSON

extension SoundFault {
    static let creating: [SoundFault] = [
        .answering("POST answers 200", "create.status", to: .posts) {
            $0.status == 201 ? $0.with(status: 200) : $0
        },
        .answering("POST answers an array", "create.object", to: .posts) { response in
            response.status == 201 ? response.with(body: [response.json ?? .null]) : response
        },
        .answering("POST answers text", "create.content-type", to: .posts) {
            $0.with("Content-Type", "text/plain")
        },
        SoundFault("POST creates two", "page.filtered") { request, next in
            if request.method == .post { _ = await next(request) }
            return await next(request)
        },
        .answering("POST answers an empty id", "create.id", to: .posts) {
            $0.editing { $0["id"] = "" }
        },
        .answering("POST answers the same id", "create.id-differs", to: .posts) {
            $0.editing { $0["id"] = "1549" }
        },
        .answering("there is no href", "create.href", to: .posts) { $0.editing { $0["href"] = nil } },
        .answering("href is that of the party", "create.href-form", to: .posts) {
            $0.editing { $0["href"] = "http://host/organization/5" }
        },
        .answering("href leads nowhere", "create.href-leads", to: .posts) {
            $0.editing { object in
                object["href"] = .string("/old" + (object["href"]?.stringValue ?? ""))
            }
        },
        .answering("there is no Location", "create.location", to: .posts) { $0.with("Location", nil) },
        .answering("Location is another address", "create.location-href", to: .posts) {
            $0.with("Location", "/elsewhere")
        },
        .answering("customers have no type", "create.type", kit: .customerV4, to: .posts) {
            $0.editing { $0["@type"] = nil }
        },
        .answering("interactions have no type", "create.type-given", to: .posts) {
            $0.editing { $0["@type"] = nil }
        },
        .understanding("notes are dropped", "create.values") { $0.dropping("note") },
        SoundFault("unknown attributes are refused", "create.unknown-accepted") { request, next in
            request.json?["xConformance"] == nil ? await next(request) : refusal
        },
        .understanding("unknown attributes are dropped", "create.unknown-kept") { $0.dropping("xConformance") },
        .understanding("unknown attributes of parts are dropped", "create.unknown-kept") { request in
            request.json?["channel"]?[0]?["xDeep"] == nil
                ? request : request.setting("channel", [["id": request.json?["channel"]?[0]?["id"] ?? .null]])
        },
        .understanding("long numbers are rounded", "create.numbers") { request in
            request.replacing("12345678901234567890.0125", by: "12345678901234567000")
        },
        .understanding("zeros at the end are lost", "create.digits") { $0.replacing("1.50", by: "1.5") },
        .understanding("null is dropped", "create.nulls") { $0.replacing(#""nothing":null,"#, by: "") },
        .answering("slashes are escaped", "text.unescaped", to: .posts) { response in
            let slash = UInt8(ascii: "/")
            var result = response
            result.body = response.body.flatMap { $0 == slash ? [UInt8(ascii: "\\"), slash] : [$0] }
            return result
        },
        SoundFault("a status is refused", "create.known-accepted") { request, next in
            request.method == .post && request.json?["status"] != nil ? refusal : await next(request)
        },
    ]

    private static let refusal = APIResponse(
        status: 400, headers: [.contentType: "application/json"],
        body: Array(#"{"code":"24","reason":"Invalid body field"}"#.utf8))

    static let patches: [SoundFault] = [
        .answering("PATCH answers 201", "patch.status", kit: .customerV4, to: .patches) {
            $0.status == 200 ? $0.with(status: 201) : $0
        },
        SoundFault("PATCH does not take JSON", "patch.json-accepted") { request, next in
            request.method == .patch && request.headers[.contentType] == "application/json"
                ? refusal.with(status: 415) : await next(request)
        },
        SoundFault("PATCH does not take merge patches", "patch.merge-accepted") { request, next in
            request.method == .patch && request.headers[.contentType] != "application/json"
                ? refusal.with(status: 415) : await next(request)
        },
        .answering("PATCH answers text", "patch.content-type", to: .patches) { $0.with("Content-Type", "text/plain") },
        SoundFault("PATCH answers what was before", "patch.applied") { request, next in
            guard request.method == .patch else { return await next(request) }
            let before = await next(APIRequest(.get, request.path))
            let response = await next(request)
            return response.status == 200 ? response.with(body: before.json ?? .null) : response
        },
        .answering("PATCH removes the channel", "patch.nothing-else", to: .patches) {
            $0.editing { $0["channel"] = nil }
        },
        SoundFault("PATCH drops unknown attributes", "patch.nothing-else") { request, next in
            request.method == .patch && request.json?.kind == .object
                ? await next(request.setting("xKept", .null)) : await next(request)
        },
        SoundFault("PATCH does nothing", "patch.persists") { request, next in
            guard request.method == .patch, let change = request.json, change.kind == .object else {
                return await next(request)
            }
            let before = await next(APIRequest(.get, request.path))
            return before.status == 200
                ? before.with(body: MergePatch(change).applied(to: before.json ?? .null)) : before
        },
        SoundFault("PATCH changes the other one too", "patch.others-untouched", kit: .customerV4) { request, next in
            if request.method == .patch {
                let rows = await next(APIRequest(.get, String(request.path.prefix { $0 != "?" }.dropLast(37))))
                for row in rows.json?.arrayValue ?? [] where row["name"]?.stringValue?.contains("check-") ?? false {
                    var other = request
                    other.target = row["href"]?.stringValue ?? ""
                    _ = await next(other)
                }
            }
            return await next(request)
        },
        .understanding("null is no change", "patch.null-removes") { request in
            request.method == .patch && request.json?["note"] == .null ? request.dropping("note") : request
        },
        .understanding("arrays are not replaced", "patch.arrays-replaced") { request in
            request.method == .patch && request.json?["note"]?.kind == .array
                ? request.setting("note", [["author": "a", "text": "1"], ["author": "c", "text": "3"]]) : request
        },
        .understanding("objects are replaced", "patch.objects-merged") { request in
            request.method == .patch && request.json?["interactionDate"] != nil
                ? request.setting("interactionDate", ["startDateTime": nil, "endDateTime": "2024-06-30T00:00:00Z"])
                : request
        },
        .answering(
            "filters know the old value only", "patch.filters-follow",
            to: .matching { $0.query?.contains("5%20changed") ?? false }
        ) { $0.editingRows { $0 = [] } },
        SoundFault("the id changes", "patch.id-fixed") { request, next in
            guard request.method == .patch, request.json?["id"] != nil else { return await next(request) }
            let response = await next(request.dropping("id"))
            return response.editing { $0["id"] = request.json?["id"] }
        },
        SoundFault("a refused PATCH changes something", "patch.refused-changes-nothing") { request, next in
            if request.method == .patch, request.json?["href"] != nil { _ = await next(request.dropping("href")) }
            return await next(request)
        },
        SoundFault("PATCH takes half a body", "patch.bad-json") { request, next in
            request.method == .patch && request.json == nil
                ? await next(APIRequest(.get, request.path)) : await next(request)
        },
        losing,
    ]

    /// PATCH removes what is mandatory, and GET shows it.
    private static var losing: SoundFault {
        // Paths of all runs, as several may go on at a time.
        let lost = Mutex<Set<String>>([])
        return SoundFault("PATCH removes the reason", "patch.mandatory-kept") { request, next in
            if request.method == .patch, request.json?["reason"] == .null {
                lost.withLock { _ = $0.insert(request.path) }
                return await next(APIRequest(.get, request.path)).editing { $0["reason"] = nil }
            }
            let response = await next(request)
            return lost.withLock { $0.contains(request.path) } ? response.editing { $0["reason"] = nil } : response
        }
    }

    private static func refusing(
        _ name: String, _ rules: String..., change: @escaping @Sendable (APIResponse) -> APIResponse
    ) -> SoundFault {
        var result = SoundFault.answering(name, to: .all) { $0.status >= 400 ? change($0) : $0 }
        result.rules = rules
        return result
    }

    static let refusals: [SoundFault] = [
        .answering("an unknown id is found", "error.unknown-id", to: .items) {
            $0.status == 404 ? $0.with(status: 200) : $0
        },
        refusing("refusals are HTML", "error.body", "error.content-type") {
            $0.with(text: "<html>").with("Content-Type", "text/html")
        },
        refusing("errors have no code", "error.code") { $0.with(body: ["reason": "Wrong"]) },
        refusing("errors have no reason", "error.reason") { $0.with(body: ["code": "1"]) },
        refusing("errors have a number for status", "error.status-text") {
            $0.with(body: ["code": "1", "reason": "Wrong", "status": 400])
        },
        refusing("bad bodies are 500", "error.bad-json", "error.not-an-object", "error.no-body", "error.wrong-type") {
            $0.status == 400 ? $0.with(status: 500) : $0
        },
        refusing("missing attributes are 409", "error.missing-attribute", "error.missing-nested") {
            $0.status == 400 ? $0.with(status: 409) : $0
        },
        refusing("errors say nothing", "error.attribute-named") { $0.with(body: ["code": "1", "reason": "Wrong"]) },
        SoundFault("what is refused is created", "error.creates-nothing") { request, next in
            let response = await next(request)
            if request.method == .post, response.status == 400, let body = request.json, body["channel"] == nil {
                _ = await next(request.setting("channel", [["id": "1"]]))
            }
            return response
        },
        .understanding("any type is JSON", "error.media-type", "error.not-acceptable") { request in
            var result = request.without(header: "Accept")
            if request.method == .post { result.headers[.contentType] = "application/json" }
            return result
        },
        .answering("PUT is 200", "error.method", to: .puts) { $0.with(status: 200) },
        .answering("there is no Allow", "error.allow", to: .puts) { $0.with("Allow", nil) },
    ]

    static let deletions: [SoundFault] = [
        .answering("DELETE answers 200", "delete.status", to: .deletes) {
            $0.status == 204 ? $0.with(status: 200) : $0
        },
        .answering("204 has a body", "delete.empty", to: .deletes) { $0.with(text: "{}") },
        SoundFault("DELETE does nothing", "delete.gone") { request, next in
            request.method == .delete ? APIResponse(status: 204) : await next(request)
        },
        SoundFault("DELETE always answers 204", "delete.again") { request, next in
            let response = await next(request)
            return request.method == .delete ? response.with(status: 204).with(text: "") : response
        },
        hiding,
        SoundFault("DELETE changes the others", "delete.others-untouched", kit: .customerV4) { request, next in
            if request.method == .delete {
                let rows = await next(APIRequest(.get, String(request.path.dropLast(37))))
                for row in rows.json?.arrayValue ?? [] where row["name"]?.stringValue?.contains("check-") ?? false {
                    _ = await next(
                        APIRequest(
                            .patch, row["href"]?.stringValue ?? "", headers: [.contentType: "application/json"],
                            body: Array(#"{"status":"other"}"#.utf8)))
                }
            }
            return await next(request)
        },
    ]

    /// What was deleted is hidden from GET and still in lists.
    private static var hiding: SoundFault {
        let hidden = Mutex<Set<String>>([])
        return SoundFault("deleted resources are in lists", "delete.list", "delete.filter") { request, next in
            if request.method == .delete {
                let isNew = hidden.withLock { $0.insert(request.path).inserted }
                return isNew ? APIResponse(status: 204) : refusal.with(status: 404)
            }
            return hidden.withLock { $0.contains(request.path) } ? refusal.with(status: 404) : await next(request)
        }
    }
}

extension APIRequest {
    /// The request with another member in its body, if that is an object.
    fileprivate func setting(_ name: String, _ value: JSONValue?) -> APIRequest {
        guard case .object(var object)? = json else { return self }
        object[name] = value
        return with(body: .object(object))
    }

    fileprivate func dropping(_ name: String) -> APIRequest {
        json?[name] == nil ? self : setting(name, nil)
    }

    fileprivate func replacing(_ text: String, by other: String) -> APIRequest {
        let parts = String(decoding: body, as: UTF8.self).split(separator: text, omittingEmptySubsequences: false)
        guard parts.count > 1 else { return self }
        var result = self
        result.body = Array(parts.joined(separator: other).utf8)
        return result
    }
}
