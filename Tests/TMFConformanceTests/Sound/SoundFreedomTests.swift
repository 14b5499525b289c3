import Synchronization
import TMFConformance
import TMFJSON
import TMForum
import Testing

@Suite("Freedoms that the sound standard grants, and faults that it finds nevertheless")
struct SoundFreedomTests {
    /// A server that does something in a way of its own, and rules that it must not break by that.
    struct Freedom: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var warnings: Set<String>
        var kit: ConformanceKit
        var fault: FaultyService.Fault

        init(
            _ name: String, warnings: Set<String> = [], kit: ConformanceKit = .partyInteractionV4,
            _ fault: @escaping FaultyService.Fault
        ) {
            (testDescription, self.warnings, self.kit, self.fault) = (name, warnings, kit, fault)
        }

        static func answering(
            _ name: String, warnings: Set<String> = [], kit: ConformanceKit = .partyInteractionV4,
            to requests: SoundFault.Requests, _ change: @escaping @Sendable (APIResponse) -> APIResponse
        ) -> Freedom {
            Freedom(name, warnings: warnings, kit: kit) { request, next in
                let response = await next(request)
                return requests.contains(request) ? change(response) : response
            }
        }
    }

    static let freedoms: [Freedom] = [
        .answering("Location is absolute and href is not", to: .posts) { response in
            response.with("Location", response.headers[.location].map { "https://api.example.com" + $0 })
        },
        .answering("links have a query alone, and relations in capital letters", to: .lists) { response in
            let links = (response.headers[.link] ?? "").split(separator: ",").map { link in
                "<" + link.drop { $0 != "?" }.replacing("next", with: "NEXT")
            }
            return links.isEmpty ? response : response.with("Link", links.joined(separator: ","))
        },
        Freedom("bodies that are no object are 422") { request, next in
            let response = await next(request)
            let isOther = request.method == .post && request.json.map { $0.kind != .object } ?? false
            return isOther && response.status == 400
                ? response.with(status: 422).with(body: ["code": "22", "reason": "Not an object"]) : response
        },
        gone,
        counting,
        Freedom("PUT replaces", warnings: ["error.method"]) { request, next in
            guard request.method == .put else { return await next(request) }
            return await next(
                APIRequest(
                    .patch, request.path, headers: [.contentType: "application/json"],
                    body: Array(#"{"status":"replaced"}"#.utf8)))
        },
        Freedom("creation sets the date and the status", warnings: ["create.set-values"]) { request, next in
            guard request.method == .post, case .object(var body)? = request.json else { return await next(request) }
            body["creationDate"] = "2024-05-01T00:00:00Z"
            body["status"] = "acknowledged"
            return await next(request.with(body: .object(body)))
        },
        .answering("text beyond ASCII is escaped", warnings: ["text.unescaped-special"], to: .posts) { response in
            response.with(text: String(decoding: response.body, as: UTF8.self).replacing("\u{EB}", with: "\\u00eb"))
        },
        .answering("attributes that were not asked for are null", to: .selections) { response in
            let whole: JSONObject = ["description": nil, "xOther": nil]
            func filled(_ object: inout JSONObject) {
                for member in whole where object[member.name] == nil { object[member.name] = .null }
            }
            return response.editing(filled).editingEachRow(filled)
        },
        Freedom(
            "optional filters are ignored",
            warnings: ["filter.comma", "filter.repeated", "filter.range", "filter.nested"]
        ) { request, next in
            let names = request.names
            let isOptional =
                names.contains { $0.contains(".") } || Set(names).count < names.count
                || request.query?.contains(",") ?? false && names == ["id"]
            return isOptional
                ? await next(request.without { !["offset", "limit"].contains($0) }) : await next(request)
        },
    ]

    /// Every change sets a time and a number of the server's own.
    private static var counting: Freedom {
        let count = Mutex(0)
        return Freedom("a change comes with its time, and servers count changes") { request, next in
            guard request.method == .patch, case .object(var change)? = request.json else { return await next(request) }
            let number = count.withLock { count in
                count += 1
                return count
            }
            change["statusDate"] = .string("2024-05-01T00:00:\(10 + number % 50)Z")
            change["serverState"] = .number(JSONNumber(number))
            return await next(request.with(body: .object(change)))
        }
    }

    /// What was removed is known to have been there.
    private static var gone: Freedom {
        let removed = Mutex<Set<String>>([])
        return Freedom("what was removed is 410") { request, next in
            let response = await next(request)
            if request.method == .delete, response.status == 204 { removed.withLock { _ = $0.insert(request.path) } }
            let isGone = response.status == 404 && removed.withLock { $0.contains(request.path) }
            return isGone
                ? response.with(status: 410).editing { _ in }.with(body: ["code": "60", "reason": "Gone"]) : response
        }
    }

    @Test("A server that is right in a way of its own has no failure", arguments: freedoms)
    func freedom(_ freedom: Freedom) async throws {
        let server = try await FaultyService(freedom.kit, fault: freedom.fault)
        let report = await server.run()
        let errors = report.steps.flatMap(\.assertions).filter { !$0.passed && $0.severity == .error }
        #expect(errors.isEmpty, "\(report.failures.prefix(20))")
        #expect(report.brokenRules.isSuperset(of: freedom.warnings), "\(report.failures.prefix(20))")
    }

    @Test(
        "A row that others create or remove during the run breaks no rule", arguments: SoundServiceTests.kits,
        Array(stride(from: 1, through: 141, by: 4)))
    func others(_ kit: ConformanceKit, _ count: Int) async throws {
        let sent = Mutex(0)
        let leaving = Mutex<String?>(nil)
        let server = try await FaultyService(kit, rows: 6) { request, next in
            let isNow = sent.withLock { sent in
                sent += 1
                return sent == count
            }
            if isNow, let path = leaving.withLock({ $0 }) {
                _ = await next(APIRequest(.delete, path))
            } else if isNow {
                _ = await next(
                    APIRequest(
                        .post, kit.collectionPath, headers: [.contentType: "application/json"],
                        body: kit.row(77).serialized()))
            }
            return await next(request)
        }
        // Every third time a row goes.
        if count % 3 == 0 { leaving.withLock { $0 = server.existing.last.map { kit.collectionPath + "/" + $0 } } }
        let report = await server.run()
        // Whether the server or somebody else removed the row cannot be told, so there is a warning.
        #expect(report.brokenRules.subtracting(["others.untouched"]).isEmpty, "\(report.failures.prefix(10))")
        #expect(report.verdict == .passed)
        #expect(report.isComplete)
    }

    @Test("A list that cannot be read after the creation is no measure of filters")
    func unreadable() async throws {
        let lists = Mutex(0)
        let server = try await FaultyService(.partyInteractionV4) { request, next in
            let isSecond =
                request.isList && request.query == nil
                && lists.withLock { count in
                    count += 1
                    return count == 2
                }
            return isSecond ? APIResponse(status: 503) : await next(request)
        }
        let report = await server.run()
        #expect(report.brokenRules == ["list.status"], "\(report.failures.prefix(10))")
    }

    @Test("An invalid date-time is reported with what it should be")
    func dates() async throws {
        let server = try await FaultyService(.partyInteractionV4) { request, next in
            let response = await next(request)
            return request.isList ? response.editingEachRow { $0["creationDate"] = "soon" } : response
        }
        let report = await server.run()
        let broken = report.steps.flatMap(\.assertions).first { $0.rule?.id == "row.dates" && !$0.passed }
        #expect(broken?.expected == "a date-time")
        #expect(broken?.got?.hasPrefix(#""soon""#) ?? false)
    }
}

extension SoundFault {
    /// Faults of which earlier versions of the rules knew nothing.
    static let freedoms: [SoundFault] = [
        .answering("the server sets the date", "create.set-values", to: .posts) {
            $0.editing { $0["creationDate"] = "2024-05-01T00:00:00Z" }
        },
        .answering("letters beyond ASCII are escaped", "text.unescaped-special", to: .posts) { response in
            response.with(text: String(decoding: response.body, as: UTF8.self).replacing("\u{EB}", with: "\\u00eb"))
        },
        .answering("a member comes twice", "text.repeated-name", to: .items) { response in
            response.status == 200 && !response.body.isEmpty
                ? response.with(text: #"{"status":"","# + String(decoding: response.body.dropFirst(), as: UTF8.self))
                : response
        },
        .answering("the entity tag is always the same", "patch.tag-changes", to: .items) {
            $0.headers[.eTag] == nil ? $0 : $0.with("ETag", "\"1\"")
        },
        SoundFault("PATCH answers 201 and changes nothing", "patch.applied") { request, next in
            request.method == .patch
                ? await next(APIRequest(.get, request.path)).with(status: 201) : await next(request)
        },
        storing("texts are cut", "create.values") { String($0.prefix(255)) },
        storing("blanks are joined", "create.values") { $0.replacing("  ", with: " ") },
        storing("blanks at the ends are lost", "create.values") { text in
            String(text.drop { $0 == " " })
        },
        SoundFault("the second party is lost", "create.values") { request, next in
            guard request.method == .post, case .object(var body)? = request.json, let first = body["relatedParty"]?[0]
            else { return await next(request) }
            body["relatedParty"] = [first]
            return await next(request.with(body: .object(body)))
        },
        SoundFault("PATCH changes one that was created long before", "patch.others-untouched", kit: .customerV4) {
            request, next in
            if request.method == .patch {
                let rows = await next(APIRequest(.get, String(request.path.dropLast(37))))
                for row in rows.json?.arrayValue ?? [] where row["name"]?.stringValue?.contains("<b>") ?? false {
                    var other = request
                    other.target = row["href"]?.stringValue ?? ""
                    _ = await next(other)
                }
            }
            return await next(request)
        },
        SoundFault("null in an object is no change", "patch.null-removes") { request, next in
            let isConcerned = request.method == .patch && request.json?["interactionDate"]?["endDateTime"] == .null
            return await next(isConcerned ? request.with(body: [:]) : request)
        },
        SoundFault("descriptions are compared by their beginning", "filter.exact") { request, next in
            guard request.isFilter, !request.isPage, request.names == ["description"] else {
                return await next(request)
            }
            let sought = request.parameters[0].value.replacing("%20", with: " ")
            return await next(APIRequest(.get, request.path)).editingRows { rows in
                rows = rows.filter { $0["description"]?.stringValue?.hasPrefix(sought) ?? false }
            }
        },
    ]

    /// Every text is stored as something else.
    private static func storing(
        _ name: String, _ rule: String, _ change: @escaping @Sendable (String) -> String
    ) -> SoundFault {
        @Sendable func changed(_ value: JSONValue) -> JSONValue {
            switch value {
            case .string(let text): .string(change(text))
            case .array(let elements): .array(elements.map(changed))
            case .object(let object):
                .object(JSONObject(object.map { JSONObject.Member(name: $0.name, value: changed($0.value)) }))
            default: value
            }
        }
        return SoundFault(name, rule) { request, next in
            guard request.method == .post, let body = request.json else { return await next(request) }
            return await next(request.with(body: changed(body)))
        }
    }
}
