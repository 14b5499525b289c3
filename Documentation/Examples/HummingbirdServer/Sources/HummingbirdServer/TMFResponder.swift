import HTTPTypes
import Hummingbird
import NIOCore
import TMForum

/// Answers every request of a Hummingbird server with a TM Forum service, whatever its method and path.
struct TMFResponder<Context: RequestContext>: HTTPResponder {
    let service: TMFService

    func respond(to request: Request, context: Context) async throws -> Response {
        // The path and the query as the client wrote them: the service decodes them itself.
        var message = APIRequest(APIMethod(rawValue: request.method.rawValue), request.head.path ?? "/")
        // Hummingbird keeps Host apart from the other fields.
        if let host = request.head.authority { message.headers.add("Host", host) }
        for field in request.headers { message.headers.add(field.name.rawName, field.value) }

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
        ServiceError(.bodyTooLarge, "The limit is \(limit) bytes.").response
    }

    private func response(_ answer: APIResponse, to method: HTTPRequest.Method) -> Response {
        var headers = HTTPFields()
        for field in answer.headers.fields {
            guard let name = HTTPField.Name(field.name) else { continue }
            // Appended and not set, as a name may come more than once.
            headers.append(HTTPField(name: name, value: field.value))
        }
        let status = HTTPResponse.Status(code: answer.status)
        if [204, 304].contains(answer.status) { return Response(status: status, headers: headers) }
        guard method == .head else {
            return Response(
                status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
        }
        // The length that GET would have, and no body.
        if headers[.contentLength] == nil { headers[.contentLength] = String(answer.body.count) }
        return Response(status: status, headers: headers)
    }
}
