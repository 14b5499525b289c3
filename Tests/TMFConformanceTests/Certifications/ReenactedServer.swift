import Synchronization
import TMFJSON
import TMFModels
import TMForum

/// A running system: the service of this library, made to do otherwise what a report shows to be otherwise.
///
/// What no report tells, such as paging, DELETE or what is refused, is as the service does it, so that a judgement on a
/// re-enacted system is one on what its report shows.
final class ReenactedServer: Sendable {
    private struct State {
        /// How many rows were created.
        var created = 0
        /// The ids of the rows that bodies created.
        var ids: [JSONObject: String] = [:]
    }

    private let behaviour: ReenactedBehaviour
    private let store = InMemoryStore()
    private let service: APIService
    private let collection: CollectionName
    private let state = Mutex(State())

    init(_ behaviour: ReenactedBehaviour) async throws {
        self.behaviour = behaviour
        let next = Mutex(0)
        let environment = ServiceEnvironment(makeIdentifier: {
            next.withLock { next in
                defer { next += 1 }
                return ReenactedBehaviour.id(behaviour.firstID, next)
            }
        })
        var description: ResourceDescription =
            behaviour.collection == "customer" ? .customerV4 : .partyInteractionV4
        description.basePath = behaviour.basePath
        (description.defaults, description.creationDates, description.statusDateAttribute) = ([:], [], nil)
        let resource = ResourceDefinition(description)
        collection = resource.collection
        let limits = behaviour.pageSize.map { ServiceLimits(defaultPageSize: $0) } ?? .default
        service = APIService(
            store: store, resources: [resource], configuration: ServiceConfiguration(limits: limits),
            environment: environment)
        try await keepRowsBefore()
    }

    func respond(to request: APIRequest) async -> APIResponse {
        let isList = request.path == behaviour.basePath + behaviour.collection
        switch request.method {
        case .post where isList: return await create(request)
        case .get where isList: return await list(request)
        case .get: return await read(request)
        case .patch: return await change(request)
        default: return await service.respond(to: request)
        }
    }

    // MARK: - Operations

    private func create(_ request: APIRequest) async -> APIResponse {
        let body = (try? JSONValue(parsing: request.body))?.objectValue ?? [:]
        if behaviour.createsEqualBodiesOnce, let id = state.withLock({ $0.ids[body] }) {
            var earlier = await service.respond(to: APIRequest(.get, "\(request.path)/\(id)"))
            if earlier.status == 200 {
                earlier.status = behaviour.createdStatus
                return earlier
            }
        }
        var response = await service.respond(to: request)
        guard response.status == 201, let id = Self.object(response)["id"]?.stringValue else { return response }
        let number = state.withLock { state in
            defer { state.created += 1 }
            state.ids[body] = id
            return state.created
        }
        let row = behaviour.row(id: id, body: body)
        let difference = number < behaviour.readDifferences.count ? behaviour.readDifferences[number] : 0
        do {
            let stored = try JSONDocument(.object(behaviour.completed(row, difference: difference)))
            try await store.commit([.replace(ResourceKey(collection, id), stored, revision: nil)])
        } catch {
            return APIResponse(status: 500)
        }
        let read = await service.respond(to: APIRequest(.get, "\(request.path)/\(id)"))
        response.status = behaviour.createdStatus
        response.headers[.eTag] = read.headers[.eTag]
        response.headers[.location] = row["href"]?.stringValue
        response.body = JSONValue.object(behaviour.completed(row)).serialized()
        return response
    }

    private func list(_ request: APIRequest) async -> APIResponse {
        var request = request
        var terms = (request.query ?? "").split(separator: "&").map(String.init)
        let selects = terms.contains { $0.hasPrefix("fields=") }
        if behaviour.ignoresFilters {
            let kept = ["fields=", "limit=", "offset=", "sort=", "cursor="]
            terms.removeAll { term in !kept.contains { term.hasPrefix($0) } }
        }
        switch behaviour.selection {
        case .ignored: terms.removeAll { $0.hasPrefix("fields=") }
        case .null: break
        case .generous: terms = terms.map { $0.hasPrefix("fields=") ? "\($0),\(behaviour.addedName)" : $0 }
        }
        request.target = request.path + (terms.isEmpty ? "" : "?" + terms.joined(separator: "&"))
        var response = await service.respond(to: request)
        guard (200...299).contains(response.status) else { return response }
        if selects, behaviour.selection == .null {
            response.body = Array("null".utf8)
        } else if behaviour.listsObject, let rows = (try? JSONValue(parsing: response.body))?.arrayValue,
            let row = rows.first, rows.count == 1
        {
            response.body = row.serialized()
        }
        return response
    }

    private func read(_ request: APIRequest) async -> APIResponse {
        var response = await service.respond(to: request)
        if response.status == 404 {
            response.status = behaviour.missingStatus
            response.body = missingBody
        } else if response.status == 200, behaviour.readsArrays {
            response.body = Array("[".utf8) + response.body + Array("]".utf8)
        }
        return response
    }

    private func change(_ request: APIRequest) async -> APIResponse {
        guard let change = behaviour.change else { return await service.respond(to: request) }
        var response = await service.respond(to: change.isMade ? request : APIRequest(.get, request.target))
        if response.status == 200 { response.status = change.status }
        return response
    }

    // MARK: - Bodies

    /// An error, filled up to its size; something else where there is no room for one.
    private var missingBody: [UInt8] {
        let size = behaviour.missingBytes
        let error: JSONObject = ["code": "60", "reason": "Not found", "status": "404"]
        if let length = ReenactedBehaviour.length(of: "message", in: error, toReach: size), length > 0 {
            var error = error
            error["message"] = .string(ReenactedBehaviour.filler(length))
            return JSONValue.object(error).serialized()
        }
        switch size {
        case ...2: return Array("{}".utf8)
        case 4: return Array("null".utf8)
        default: return JSONValue.string(ReenactedBehaviour.filler(size - 2)).serialized()
        }
    }

    private static func object(_ response: APIResponse) -> JSONObject {
        (try? JSONValue(parsing: response.body))?.objectValue ?? [:]
    }

    private func keepRowsBefore() async throws {
        var number = -behaviour.rowsBefore.reduce(0) { $0 + $1.count }
        for group in behaviour.rowsBefore {
            for index in 0..<group.count {
                let id = ReenactedBehaviour.id(behaviour.firstID, number)
                number += 1
                let body: JSONObject = [
                    "channel": [["id": "555"]], "direction": .string(group.direction), "reason": .string(group.reason),
                ]
                var row = behaviour.row(id: id, body: body)
                if let bytes = group.projectedBytes {
                    var projection = row
                    for name in ["channel", "direction", "reason"] { projection[name] = nil }
                    fill(behaviour.addedName, of: projection, to: Self.share(bytes, index, group.count), in: &row)
                    fill("@baseType", of: row, to: Self.share(group.bytes, index, group.count), in: &row)
                } else {
                    fill(behaviour.addedName, of: row, to: Self.share(group.bytes, index, group.count), in: &row)
                }
                try await store.commit([.create(ResourceKey(collection, id), JSONDocument(.object(row)))])
            }
        }
    }

    private func fill(_ name: String, of object: JSONObject, to size: Int, in row: inout JSONObject) {
        guard let length = ReenactedBehaviour.length(of: name, in: object, toReach: size) else { return }
        row[name] = .string(ReenactedBehaviour.filler(length))
    }

    /// What a row has of the size of all.
    private static func share(_ bytes: Int, _ index: Int, _ count: Int) -> Int {
        bytes / count + (index < bytes % count ? 1 : 0)
    }
}
