import TMForum
import TestSupport

/// Requests that are nearly right: good ones with a few mutations.
struct RequestGenerator {
    private static let methods = [
        "GET", "GET", "POST", "POST", "POST", "PATCH", "PATCH", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "get", "",
    ]
    private static let ids = [
        "", "/", "/1", "/2", "/3", "/4", "/%31", "/a%2Fb", "/1/x", "X", "/é", "/%C3%A9", "/%", "//1",
    ]
    private static let queries = [
        "", "", "", "?", "?limit=2", "?offset=1&limit=1", "?fields=name,status", "?status=open", "?%40type=Customer",
        "?sort=name", "?a.b=1", "?name=%20", "?href=/tmf-api/x", "?limit=-1", "?fields=none&name=Ada", "?a=1;b=2",
        "?x=%FF",
    ]
    private static let types = [
        "application/json", "application/json", "application/merge-patch+json", "application/json;charset=utf-8",
        "text/html",
        "", "application/json-patch+json", ";;",
    ]
    private static let accepts = [
        "*/*", "application/json", "application/*;q=0.5", "text/html", "application/json;q=0", "", ",;,", "*/*;q=x",
    ]
    private static let bodies = [
        Kind.customer.minimum, Kind.partyInteraction.minimum, "", "{}", "[]", "null", #"{"status":"completed"}"#,
        #"{"name":null}"#, #"{"x":{"y":null,"z":[1,2]}}"#, #"{"id":"1"}"#, #"{"reason":5}"#,
        #"{"direction":"outbound"}"#,
        Kind.customer.minimum(and: #""account":[{"id":"a","name":"b"}],"status":"new","validFor":{}"#),
        Kind.partyInteraction.minimum(and: #""note":[{"text":"é"}],"interactionDate":{"startDateTime":"2020-01-01"}"#),
        #"{"@type":null,"note":[{"date":"2020-01-01T00:00:00Z"}]}"#,
    ]
    private static let parts = [
        "/", "%", "%2F", "%00", "?", "&", "=", "#", "é", "\u{301}", "\r\n", ";", ",", ".", "\"", "{", "}", "[", "]",
        ":", "\\",
        "null", "1e9", "id", "fields", "offset", "99999999999999999999", "\u{FEFF}", "*", "q=0", " ", "\0", "+",
        "@type",
    ].map { Array($0.utf8) }

    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func next() -> APIRequest {
        let kind = random.once(in: 2) ? Kind.customer : .partyInteraction
        var headers = APIHeaders()
        if !random.once(in: 3) { headers.add("Content-Type", mutated(pick(Self.types), 12)) }
        if random.once(in: 3) { headers.add("Accept", mutated(pick(Self.accepts), 6)) }
        if random.once(in: 20) { headers.add("accept", pick(Self.accepts)) }
        let target = mutated(kind.path, 12) + mutated(pick(Self.ids), 6) + mutated(pick(Self.queries), 4)
        var body = random.once(in: 2) ? Array(kind.minimum.utf8) : Array(pick(Self.bodies).utf8)
        if random.once(in: 3) { for _ in 0..<1 + random.below(3) { mutate(&body) } }
        return APIRequest(APIMethod(rawValue: pick(Self.methods)), target, headers: headers, body: body)
    }

    private mutating func pick(_ choices: [String]) -> String { choices[random.below(choices.count)] }

    /// Returns a text with a mutation, once in a number of times.
    private mutating func mutated(_ text: String, _ times: Int) -> String {
        guard random.once(in: times) else { return text }
        var bytes = Array(text.utf8)
        mutate(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        let place = random.below(bytes.count + 1)
        switch random.below(5) {
        case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + random.below(10)))
        case 3:
            let piece = Array(bytes[place..<min(bytes.count, place + random.below(10))])
            bytes.insert(contentsOf: piece, at: random.below(bytes.count + 1))
        default: bytes.insert(contentsOf: Self.parts[random.below(Self.parts.count)], at: place)
        }
    }
}
