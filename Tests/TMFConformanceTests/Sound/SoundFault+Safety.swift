import TMFConformance
import TMFExchange
import TMFJSON

extension SoundFault {
    /// Faults of servers that promise, and of those that touch what others own.
    static let safety: [SoundFault] = [
        SoundFault("POST promises and creates nothing", "create.accepted") { request, next in
            request.method == .post && request.isOnList ? APIResponse(status: 202) : await next(request)
        },
        SoundFault("PATCH promises and changes nothing", "patch.accepted", kit: .customerV4) { request, next in
            request.method == .patch ? APIResponse(status: 202) : await next(request)
        },
        SoundFault("DELETE promises and removes nothing", "delete.accepted", kit: .customerV4) { request, next in
            request.method == .delete ? APIResponse(status: 202) : await next(request)
        },
        afterwards("POST changes the rows of others", while: { !$0.isEmpty }, change: { $0["status"] = "other" }),
        afterwards(
            "PATCH changes the rows of others", while: { $0.contains { $0.hasSuffix("changed") } },
            change: { $0["status"] = "other" }),
        afterwards(
            "DELETE removes the rows of others",
            while: { names in names.contains { $0.contains("changed") } && !names.contains { $0.hasSuffix(" 4") } },
            change: nil),
    ]

    /// A fault that is to be seen in the rows of others as long as the run's own have certain names.
    private static func afterwards(
        _ name: String, while isSpoiled: @escaping @Sendable ([String]) -> Bool,
        change: (@Sendable (inout JSONObject) -> Void)?
    ) -> SoundFault {
        SoundFault(name, "others.untouched", kit: .customerV4) { request, next in
            let response = await next(request)
            let isOthers: @Sendable (JSONValue?) -> Bool = { $0?["name"]?.stringValue?.hasPrefix("Club") ?? false }
            guard request.method == .get else { return response }
            let all = await next(APIRequest(.get, ConformanceKit.customerV4.collectionPath)).json?.arrayValue ?? []
            guard isSpoiled(all.filter { !isOthers($0) }.compactMap { $0["name"]?.stringValue }) else {
                return response
            }
            if request.isItem, isOthers(response.json) {
                return change.map { response.editing($0) } ?? response.with(status: 404)
            }
            guard request.isList else { return response }
            return response.editingRows { rows in
                guard let change else { return rows.removeAll(where: isOthers) }
                for index in rows.indices where isOthers(rows[index]) {
                    guard case .object(var object) = rows[index] else { continue }
                    change(&object)
                    rows[index] = .object(object)
                }
            }
        }
    }
}
