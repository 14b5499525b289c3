import TMFEvents
import TMFExchange
import TMFJSON
import TMFModels
import Testing

/// A sender of events to a listener.
struct Hub {
    static let path = "/tmf/listener"
    static let now = Timestamp(secondsSince1970: 1_795_252_200)
    static let secret = HubKey.random().secret(for: "42", epoch: 0)

    var secrets = [Hub.secret]
    var time = Hub.now

    /// Returns a signed request that delivers an event.
    func request(_ body: [UInt8], id: String = "6f0c-0s", to path: String = Hub.path) throws -> APIRequest {
        var headers = try StandardWebhooks.sign(id: id, at: time, body: body, with: secrets)
        headers[.contentType] = "application/json;charset=utf-8"
        return APIRequest(.post, path, headers: headers, body: body)
    }

    /// Returns a signed request that delivers an event.
    func request(_ event: JSONValue, id: String = "6f0c-0s", to path: String = Hub.path) throws -> APIRequest {
        try request(event.serialized(), id: id, to: path)
    }

    /// Returns a listener for the events of the hub.
    static func listener(seen: any SeenEvents = InMemorySeenEvents(), observer: Log<String>? = nil) -> EventListener {
        EventListener(
            at: path, secrets: [secret], seen: seen, now: { now },
            observer: { error, _ in observer?.add("\(error)") })
    }

    static let created: JSONValue = [
        "eventId": "e1", "eventTime": "2026-11-21T10:30:00Z", "eventType": "CustomerCreateEvent",
        "event": ["customer": ["id": "1", "name": "Ada", "shoeSize": 38]],
    ]
}

/// Expects a refusal in the form of the APIs, and returns its message.
@discardableResult
func expectRefusal(
    _ response: APIResponse, _ status: Int, _ code: String, sourceLocation: SourceLocation = #_sourceLocation
) -> String? {
    #expect(response.status == status, sourceLocation: sourceLocation)
    let error = APIResponseError(response)?.body
    #expect(error?.code == code, sourceLocation: sourceLocation)
    #expect(error?.status == String(status), sourceLocation: sourceLocation)
    #expect(error?.type == "Error", sourceLocation: sourceLocation)
    #expect(error?.reason?.isEmpty == false, sourceLocation: sourceLocation)
    #expect((response.headers[.retryAfter] != nil) == (status == 503), sourceLocation: sourceLocation)
    #expect((response.headers[.wwwAuthenticate] != nil) == (status == 401), sourceLocation: sourceLocation)
    return error?.message
}
