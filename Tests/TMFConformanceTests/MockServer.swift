import Synchronization
import TMFExchange
import TMFJSON

/// A server with one collection that does everything right unless a fault is switched on.
final class MockServer: Sendable {
    /// What the server does wrong.
    struct Faults: Sendable {
        var escapesSlashes = false
        var wrapsLists = false
        var emptiesLists = false
        var createsArrays = false
        var numbersIDs = false
        var ignoresFilters = false
        var listStatus = 200
        var createStatus = 201
        var patchStatus = 200
        var missingStatus = 404
        var missingMembers: Set<String> = []
    }

    private struct State {
        var rows: [JSONObject] = []
        var requests: [APIRequest] = []
    }

    private let basePath: String
    private let collection: String
    private let faults: Faults
    private let state = Mutex(State())

    init(_ faults: Faults = Faults(), basePath: String, collection: String) {
        self.basePath = basePath
        self.collection = collection
        self.faults = faults
    }

    static func partyInteraction(_ change: (inout Faults) -> Void = { _ in }) -> MockServer {
        var faults = Faults()
        change(&faults)
        return MockServer(faults, basePath: "/tmf-api/partyInteraction/v4/", collection: "partyInteraction")
    }

    static func customer(_ change: (inout Faults) -> Void = { _ in }) -> MockServer {
        var faults = Faults()
        change(&faults)
        return MockServer(faults, basePath: "/tmf-api/customerManagement/v4/", collection: "customer")
    }

    var requests: [APIRequest] { state.withLock { $0.requests } }

    func respond(to request: APIRequest) -> APIResponse {
        state.withLock { state in
            state.requests.append(request)
            guard request.path.hasPrefix(basePath + collection) else { return missing }
            let id = String(request.path.dropFirst((basePath + collection).count).drop { $0 == "/" })
            switch request.method {
            case .post: return create(request.body, in: &state)
            case .get where id.isEmpty: return list(request.query, of: state)
            case .get:
                guard let row = state.rows.first(where: { Self.text($0["id"]) == id }) else { return missing }
                return response(200, .object(row))
            case .patch:
                guard let place = state.rows.firstIndex(where: { Self.text($0["id"]) == id }),
                    let patch = try? JSONValue(parsing: request.body)
                else { return missing }
                let changed = MergePatch(patch).applied(to: .object(state.rows[place]))
                state.rows[place] = changed.objectValue ?? [:]
                return response(faults.patchStatus, changed)
            default: return response(405, [:])
            }
        }
    }

    private var missing: APIResponse {
        response(faults.missingStatus, ["code": "60", "reason": "Resource not found"])
    }

    private func create(_ body: [UInt8], in state: inout State) -> APIResponse {
        guard var row = (try? JSONValue(parsing: body))?.objectValue else { return response(400, [:]) }
        let number = state.rows.count + 1
        row["id"] = faults.numbersIDs ? .number(JSONNumber(number)) : .string("\(number)")
        row["href"] = .string("http://127.0.0.1:8080\(basePath)\(collection)/\(number)")
        row["@type"] = collection == "customer" ? "Customer" : "PartyInteraction"
        for name in faults.missingMembers { row[name] = nil }
        state.rows.append(row)
        return response(faults.createStatus, faults.createsArrays ? [.object(row)] : .object(row))
    }

    private func list(_ query: String?, of state: State) -> APIResponse {
        var rows = state.rows
        for term in (query ?? "").split(separator: "&") where !faults.ignoresFilters && !term.hasPrefix("fields=") {
            let name = String(term.prefix { $0 != "=" })
            let value = Self.decoded(term.dropFirst(name.count + 1))
            rows.removeAll { Self.text($0[name]) != value }
        }
        if faults.emptiesLists { rows = [] }
        let list = JSONValue.array(rows.map { .object($0) })
        return response(faults.listStatus, faults.wrapsLists ? ["items": list] : list)
    }

    private func response(_ status: Int, _ body: JSONValue) -> APIResponse {
        let bytes = body.serialized()
        let slash = UInt8(ascii: "/")
        return APIResponse(
            status: status, headers: [.contentType: "application/json"],
            body: faults.escapesSlashes
                ? bytes.flatMap { $0 == slash ? [UInt8(ascii: "\\"), slash] : [$0] } : bytes)
    }

    private static func text(_ value: JSONValue?) -> String? { value?.stringValue ?? value?.numberValue?.text }

    private static func decoded(_ text: Substring) -> String {
        var result = ""
        var rest = text
        while let space = rest.firstIndex(of: "%") {
            result += rest[..<space] + " "
            rest = rest[space...].dropFirst(3)
        }
        return result + rest
    }
}
