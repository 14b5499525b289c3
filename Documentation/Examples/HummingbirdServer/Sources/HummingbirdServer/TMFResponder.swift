import HTTPTypes
import Hummingbird
import NIOCore
import TMForum

/// Answers every request of a Hummingbird server with a TM Forum service, whatever its method and path.
struct TMFResponder<Context: RequestContext>: HTTPResponder {
    let service: TMFService
    /// Returns who makes a request, as the server has found out before; never what the request says of itself.
    var identity: @Sendable (Request, Context) -> String? = { _, _ in nil }

    func respond(to request: Request, context: Context) async throws -> Response {
        // The path and the query as the client wrote them: the service decodes them itself.
        var message = APIRequest(APIMethod(rawValue: request.method.rawValue), request.head.path ?? "/")
        // Hummingbird keeps Host apart from the other fields.
        if let host = request.head.authority { message.headers.add("Host", host) }
        for field in request.headers { message.headers.add(field.name.rawName, field.value) }
        message.identity = identity(request, context)

        let limit = service.configuration.limits.body.bytes
        // A client that says beforehand that its body is too long need not send it.
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        if length > limit { return response(tooLong(limit), to: request.method) }
        for try await part in request.body {
            message.body.append(contentsOf: part.readableBytesView)
            if message.body.count > limit { return response(tooLong(limit), to: request.method) }
        }
        return response(await service.respond(to: message), to: request.method)
    }

    private func tooLong(_ limit: Int) -> APIResponse {
        var answer = ServiceError(.bodyTooLarge, "The limit is \(limit) bytes.").response
        // As the service does it for HEAD, which gets no more of a body than its length.
        answer.headers["Content-Length"] = String(answer.body.count)
        return answer
    }

    private func response(_ answer: APIResponse, to method: HTTPRequest.Method) -> Response {
        var headers = HTTPFields()
        for field in answer.headers.fields {
            guard let name = HTTPField.Name(field.name) else { continue }
            // Appended and not set, as a name may come more than once.
            headers.append(HTTPField(name: name, value: field.value))
        }
        let status = HTTPResponse.Status(code: answer.status)
        // The answer of the service to HEAD has no body either, and the length that GET would have.
        if method == .head || [204, 304].contains(answer.status) { return Response(status: status, headers: headers) }
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
