import Foundation
import TMForum

/// A message between a check and the process that sends its requests: a head as JSON, and a body as bytes.
struct HTTPFrame: Sendable, Hashable {
    private static let highestLength = 1 << 30

    var head: JSONObject
    var body: [UInt8]

    /// Reads a frame, or returns `nil` at the end of the input or if the input is not a frame.
    init?(from handle: FileHandle) throws {
        guard let lengths = try Self.bytes(8, from: handle) else { return nil }
        let numbers = [lengths[..<4], lengths[4...]].map { $0.reduce(0) { $0 << 8 | Int($1) } }
        guard numbers.allSatisfy({ $0 <= Self.highestLength }),
            let head = try Self.bytes(numbers[0], from: handle), let body = try Self.bytes(numbers[1], from: handle),
            case .object(let members) = try JSONValue(parsing: head)
        else { return nil }
        (self.head, self.body) = (members, body)
    }

    /// Writes the frame.
    func write(to handle: FileHandle) throws {
        let head = JSONValue.object(head).serialized()
        var bytes = Data(capacity: 8 + head.count + body.count)
        for length in [head.count, body.count] {
            for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
        }
        bytes.append(contentsOf: head)
        bytes.append(contentsOf: body)
        try handle.write(contentsOf: bytes)
    }

    private static func bytes(_ count: Int, from handle: FileHandle) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            guard let part = try handle.read(upToCount: count - bytes.count), !part.isEmpty else { return nil }
            bytes += part
        }
        return bytes
    }
}

extension HTTPFrame {
    /// Creates a frame from a request and the client that sends it.
    init(_ request: APIRequest, by client: HTTPClient) {
        let (seconds, attoseconds) = client.timeout.components
        head = [
            "origin": .string(client.server.origin), "method": .string(request.method.rawValue),
            "target": .string(request.target), "headers": Self.json(of: request.headers),
            "seconds": .number(JSONNumber(seconds)), "attoseconds": .number(JSONNumber(attoseconds)),
            "bodyLimit": .number(JSONNumber(client.bodyLimit)),
            "memoryLimit": .number(JSONNumber(client.memoryLimit)), "usesProxies": .bool(client.usesProxies),
        ]
        body = request.body
    }

    /// Creates a frame from the outcome of a request.
    init(_ outcome: HTTPExchange.Outcome) {
        switch outcome {
        case .success(let response):
            head = ["status": .number(JSONNumber(response.status)), "headers": Self.json(of: response.headers)]
            body = response.body
        case .failure(let error):
            head = ["error": .string(error.code.rawValue), "description": .string(error.description)]
            body = []
        }
    }

    /// The request and the client in the frame, or `nil` if the frame has none.
    var request: (request: APIRequest, client: HTTPClient)? {
        guard let origin = head["origin"]?.stringValue, let server = try? ServerURL(origin),
            let method = head["method"]?.stringValue, let target = head["target"]?.stringValue, let headers,
            let seconds = integer("seconds"), let attoseconds = integer("attoseconds"),
            let bodyLimit = integer("bodyLimit"), let memoryLimit = integer("memoryLimit"),
            let usesProxies = head["usesProxies"]?.boolValue
        else { return nil }
        let client = HTTPClient(
            server: server, timeout: Duration(secondsComponent: seconds, attosecondsComponent: attoseconds),
            bodyLimit: Int(clamping: bodyLimit), memoryLimit: Int(clamping: memoryLimit), usesProxies: usesProxies)
        return (APIRequest(APIMethod(rawValue: method), target, headers: headers, body: body), client)
    }

    /// The outcome in the frame, or `nil` if the frame has none.
    var outcome: HTTPExchange.Outcome? {
        if let status = integer("status"), let headers {
            return .success(APIResponse(status: Int(clamping: status), headers: headers, body: body))
        }
        guard let code = head["error"]?.stringValue.flatMap({ HTTPClientError.Code(rawValue: $0) }) else { return nil }
        return .failure(HTTPClientError(code, head["description"]?.stringValue ?? ""))
    }

    private func integer(_ name: String) -> Int64? { head[name]?.numberValue?.int64Value }

    private static func json(of headers: APIHeaders) -> JSONValue {
        .array(headers.fields.map { .array([.string($0.name.text), .string($0.value)]) })
    }

    private var headers: APIHeaders? {
        guard let fields = head["headers"]?.arrayValue else { return nil }
        var headers = APIHeaders()
        for field in fields {
            guard headers.add(name: field[0]?.stringValue ?? "", value: field[1]?.stringValue ?? "") else { return nil }
        }
        return headers
    }
}
