import TMForum

/// A service as its OpenAPI document describes it.
struct DescribedService {
    /// An operation of the document.
    struct Operation {
        var path: String
        var method: APIMethod
        var object: JSONValue
    }

    let document: JSONValue
    let check: SchemaCheck
    let operations: [Operation]

    init(_ service: APIService) {
        document = service.openAPI(title: "Test", version: "1")
        check = SchemaCheck(document: document)
        operations = (document["paths"]?.objectValue?.members ?? []).flatMap { path in
            (path.value.objectValue?.members ?? []).filter { $0.name != "parameters" }.map {
                Operation(path: path.name, method: APIMethod(rawValue: $0.name.uppercased()), object: $0.value)
            }
        }
    }

    /// Returns the operation of a path and a method that have no template in them; an exact path comes first.
    func operation(_ method: APIMethod, _ target: String) -> Operation? {
        var path = String(target.prefix { $0 != "?" })
        // One slash at the end changes nothing.
        if path.hasSuffix("/") { path.removeLast() }
        // A resource has an identifier.
        guard !path.hasSuffix("/") else { return nil }
        let parent = path.lastIndex(of: "/").map { path[..<$0] + "/{id}" }
        return operations.first { $0.path == path && $0.method == method }
            ?? operations.first { $0.path == parent.map(String.init) && $0.method == method }
    }

    /// The parameters of an operation.
    func parameters(of operation: Operation) -> [JSONValue] {
        (operation.object["parameters"]?.arrayValue ?? []).map(target)
    }

    /// The schema of the body that an operation takes.
    func bodySchema(of operation: Operation, _ type: String = "application/json") -> JSONValue? {
        operation.object["requestBody"]?["content"]?[type]?["schema"]
    }

    /// Returns what an answer has that the document does not tell, or lacks.
    func problems(of response: APIResponse, to request: APIRequest) -> [String] {
        guard let operation = operation(request.method, request.target) else { return [] }
        let responses = operation.object["responses"]
        guard let described = (responses?[String(response.status)] ?? responses?["default"]).map(target) else {
            return ["the status \(response.status) is not described"]
        }
        var problems: [String] = []
        let headers = described["headers"]?.objectValue ?? [:]
        for header in headers where header.value["required"] == true {
            guard let name = APIHeaders.Name(header.name), response.headers[name] == nil else { continue }
            problems.append("\(response.status) has no \(header.name)")
        }
        // What belongs to every message with a body, or to the connection, is not described.
        let general: Set<APIHeaders.Name> = [.contentType, .contentLength, .connection]
        // A policy may refuse a request with fields of its own.
        let isOpen = responses?["default"] != nil && response.status >= 400
        for field in response.headers.fields where !general.contains(field.name) {
            guard !isOpen, !headers.contains(where: { APIHeaders.Name($0.name) == field.name }) else { continue }
            problems.append("\(response.status) has \(field.name), which is not described")
        }
        if response.headers[.contentType] == "text/event-stream" {
            let isDescribed = described["content"]?["text/event-stream"] != nil
            return problems + (isDescribed ? [] : ["\(response.status) is a stream, which is not described"])
        }
        let schema = described["content"]?["application/json"]?["schema"]
        guard schema == nil || !response.body.isEmpty, schema != nil || response.body.isEmpty else {
            return problems + ["\(response.status) should have \(schema == nil ? "no" : "a") body"]
        }
        do throws(JSONParsingError) {
            if let schema {
                let json = try JSONValue(parsing: response.body, limits: .highest)
                problems += check.problems(json, by: schema)
            }
        } catch {
            // A list of resources as deep as they may be is one level deeper.
            if error.code != .tooDeep { problems.append("the body is no JSON: \(error)") }
        }
        return problems
    }

    /// The part that a reference leads to, or the part itself.
    private func target(_ part: JSONValue) -> JSONValue { part["$ref"].flatMap(check.resolved) ?? part }
}
