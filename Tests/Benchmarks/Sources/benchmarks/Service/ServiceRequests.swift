import TMFExchange
import TMFJSON
import TMFService

/// Makes requests as clients send them.
enum ServiceRequests {
    private static let path = ServiceSite.definition.path
    private static let reading: APIHeaders = [
        .host: "api.example.com", "User-Agent": "interaction-client/2.4 (Linux; x86_64)",
        "Accept": "application/json",
    ]

    /// Returns the request for one resource.
    ///
    /// - Parameter id: Its identifier.
    /// - Returns: The request.
    static func get(_ id: String) -> APIRequest { APIRequest(.get, path + "/" + id, headers: reading) }

    /// Returns the requests for lists, the first page of 20 of each.
    ///
    /// - Parameters:
    ///   - work: The kind of list.
    ///   - parameters: The parameters, which take turns.
    /// - Returns: The requests, one for each of the parameters; none if the kind is no list.
    static func lists(_ work: ServiceWork, _ parameters: StoreParameters) -> [APIRequest] {
        let queries: [String] =
            switch work {
            case .list: parameters.parties.map { "status=open&relatedParty.id=\($0)&limit=20" }
            case .sortedList:
                parameters.weeks.map {
                    "creationDate.gte=\($0.start)&creationDate.lt=\($0.end)&sort=creationDate&limit=20"
                }
            default: []
            }
        return queries.map { APIRequest(.get, path + "?" + $0, headers: reading) }
    }

    /// Returns the request for a new resource.
    ///
    /// - Parameter body: The resource.
    /// - Returns: The request.
    static func post(_ body: [UInt8]) -> APIRequest {
        APIRequest(.post, path, headers: writing("application/json"), body: body)
    }

    /// Returns the request to change the status and the description of a resource.
    ///
    /// - Parameters:
    ///   - id: Its identifier.
    ///   - status: The status.
    ///   - description: The description.
    /// - Returns: The request.
    static func mergePatch(_ id: String, status: String, description: String) -> APIRequest {
        let body: JSONValue = ["status": .string(status), "description": .string(description)]
        return patch(id, "application/merge-patch+json", body)
    }

    /// Returns the request to replace the description of a resource.
    ///
    /// - Parameters:
    ///   - id: Its identifier.
    ///   - description: The description.
    /// - Returns: The request.
    static func jsonPatch(_ id: String, description: String) -> APIRequest {
        let body: JSONValue = [["op": "replace", "path": "/description", "value": .string(description)]]
        return patch(id, "application/json-patch+json", body)
    }

    private static func patch(_ id: String, _ type: String, _ body: JSONValue) -> APIRequest {
        APIRequest(.patch, path + "/" + id, headers: writing(type), body: body.serialized())
    }

    private static func writing(_ type: String) -> APIHeaders {
        var headers = reading
        headers.add(.contentType, type)
        return headers
    }
}
