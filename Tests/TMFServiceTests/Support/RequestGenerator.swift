import TMForum
import _TMFTestSupport

/// Requests that are nearly right: good ones with a few mutations.
struct RequestGenerator {
    private static let methods = [
        "GET", "GET", "POST", "POST", "POST", "PATCH", "PATCH", "PATCH", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS",
        "get", "",
    ]
    private static let ids = [
        "", "/", "/1", "/2", "/3", "/4", "/%31", "/a%2Fb", "/1/x", "X", "/é", "/%C3%A9", "/%", "//1",
    ]
    private static let queries = [
        "", "", "", "?", "?limit=2", "?offset=1&limit=1", "?fields=name,status", "?status=open", "?%40type=Customer",
        "?sort=name", "?a.b=1", "?name=%20", "?href=/tmf-api/x", "?limit=-1", "?fields=none&name=Ada", "?a=1;b=2",
        "?x=%FF", "?cursor=&limit=1", "?cursor=x", "?limit=1&offset=99", "?sort=-creationDate,id",
        "?filter=$[?(@.status=='open')]", "?filter=note[?(@.text=~/a.*/i)]&fields=note[0]",
        "?creationDate%3E2020-01-01&relatedParty.id=1,2", "?reason.regex=.*a", "?name.regex=(((a*)*)*)*b",
    ]
    private static let types = [
        "application/json", "application/json", "application/merge-patch+json", "application/json;charset=utf-8",
        "text/html", "", "application/json-patch+json", "application/json-patch+json",
        "application/json-patch-query+json", ";;",
    ]
    private static let fields = [
        ("If-Match", "\"1\""), ("If-Match", "*"), ("If-Match", "\"1\", W/\"2\""), ("If-None-Match", "\"1\""),
        ("If-None-Match", "*"), ("Range", "items=0-1"), ("Range", "items=1-"), ("Range", "items=-1"),
        ("Range", "bytes=0-1"), ("Prefer", "handling=strict"), ("Prefer", "handling=lenient; a=\"b\""),
        ("Idempotency-Key", "\"a\""), ("Idempotency-Key", "b"), ("Idempotency-Key", ""), ("Accept", "*/*"),
        ("Accept", "application/json"), ("Accept", "application/*;q=0.5"), ("accept", "text/html"),
        ("Accept", "application/json;q=0"), ("Accept", ""), ("Accept", ",;,"), ("Accept", "*/*;q=x"),
    ]
    private static let bodies = [
        Kind.customer.minimum, Kind.partyInteraction.minimum, "", "{}", "[]", "null", #"{"status":"completed"}"#,
        #"{"name":null}"#, #"{"x":{"y":null,"z":[1,2]}}"#, #"{"id":"1"}"#, #"{"reason":5}"#,
        #"{"direction":"outbound"}"#,
        Kind.customer.minimum(and: #""account":[{"id":"a","name":"b"}],"status":"new","validFor":{}"#),
        Kind.partyInteraction.minimum(and: #""note":[{"text":"é"}],"interactionDate":{"startDateTime":"2020-01-01"}"#),
        #"{"@type":null,"note":[{"date":"2020-01-01T00:00:00Z"}]}"#,
        #"[{"op":"add","path":"/note","value":[{"author":"Ada"}]}]"#, #"[{"op":"test","path":"/id","value":"1"}]"#,
        #"[{"op":"copy","from":"","path":"/x"},{"op":"move","from":"/x","path":"/y"}]"#,
        #"[{"op":"replace","path":"/status","value":"closed"},{"op":"remove","path":"/note/0"}]"#,
        #"[{"op":"add","path":"/note/-","value":{"@type":"InternalNote","text":"x"}}]"#,
        #"[{"op":"add","path":"/note/text?note.author=Ada","value":"x"}]"#,
        #"[{"op":"delete","path":"$.note[?(@.author=='Ada')]"}]"#,
        #"[{"op":"add","path":"/-","value":\#(Kind.customer.minimum)},{"op":"remove","path":"/1"}]"#,
        #"[{"op":"replace","path":"/1/status","value":"closed"},{"op":"test","path":"/2/status","value":1}]"#,
    ]
    private static let parts = [
        "/", "%", "%2F", "%00", "?", "&", "=", "#", "é", "\u{301}", "\r\n", ";", ",", ".", "\"", "{", "}", "[", "]",
        ":", "\\", "null", "1e9", "id", "fields", "offset", "99999999999999999999", "\u{FEFF}", "*", "q=0", " ", "\0",
        "+", "@type", "-", "~1", "$", "..", "?(@", "op", "W/",
    ].map { Array($0.utf8) }

    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func next() -> APIRequest {
        let kind = random.once(in: 2) ? Kind.customer : .partyInteraction
        var request = random.once(in: 3) ? anything(kind) : sensible(kind)
        while random.once(in: 3) {
            let field = Self.fields[random.below(Self.fields.count)]
            // What is no name of a field never gets as far as a request.
            let name = APIHeaders.Name(mutated(field.0, 30)) ?? "X"
            request.headers.add(name, mutated(field.1, 4))
        }
        if random.once(in: 4) { for _ in 0..<1 + random.below(3) { mutate(&request.body) } }
        request.target = mutated(request.target, 6)
        request.identity = random.once(in: 8) ? nil : "p1"
        return request
    }

    /// A request whose parts go together.
    private mutating func sensible(_ kind: Kind) -> APIRequest {
        let resource = kind.path + "/" + String(1 + random.below(4))
        var headers: APIHeaders = [.contentType: "application/json"]
        switch random.below(6) {
        case 0:
            if random.once(in: 4) { headers.add(.idempotencyKey, random.once(in: 2) ? "a" : "b") }
            let owner = random.once(in: 2) ? #","relatedParty":[{"id":"p1","@referredType":"Individual"}]"# : ""
            let note = random.once(in: 2) ? #","note":[{"text":"x","@type":"InternalNote"}]"# : ""
            return APIRequest(
                .post, kind.path, headers: headers, body: Array((kind.minimum.dropLast() + owner + note + "}").utf8))
        case 1: return APIRequest(.get, kind.path + pick(Self.queries))
        case 2: return APIRequest(random.once(in: 5) ? .head : .get, resource + pick(Self.queries))
        case 3 where random.once(in: 4): return APIRequest(.delete, resource)
        default:
            let body = pick(Self.bodies)
            headers[.contentType] =
                body.hasPrefix("[")
                ? "application/json-patch\(random.once(in: 2) ? "" : "-query")+json" : "application/merge-patch+json"
            if random.once(in: 8) { headers.add(.ifMatch, "\"\(1 + random.below(8))\"") }
            let target = random.once(in: 10) ? kind.path : resource
            return APIRequest(.patch, target, headers: headers, body: Array(body.utf8))
        }
    }

    private mutating func anything(_ kind: Kind) -> APIRequest {
        var headers = APIHeaders()
        if !random.once(in: 3) { headers.add(.contentType, mutated(pick(Self.types), 12)) }
        let target = mutated(kind.path, 12) + mutated(pick(Self.ids), 6) + mutated(pick(Self.queries), 4)
        let body = random.once(in: 2) ? kind.minimum : pick(Self.bodies)
        return APIRequest(
            APIMethod(rawValue: pick(Self.methods)), target, headers: headers, body: Array(body.utf8))
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
