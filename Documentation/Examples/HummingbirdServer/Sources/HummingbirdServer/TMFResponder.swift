import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes
import TMForum

/// A context that provides the connection of its request.
protocol ConnectionContext: RequestContext {
    /// The connection.
    var channel: any Channel { get }
}

/// A responder that answers every request of a Hummingbird server, with any method and path, with a TM Forum service.
struct TMFResponder<Context: ConnectionContext>: HTTPResponder {
    let service: APIService
    /// Returns the client that the server has authenticated for a request, and never trusts what the request itself
    /// claims.
    var identity: @Sendable (Request, Context) -> String? = { _, _ in nil }

    func respond(to request: Request, context: Context) async throws -> Response {
        // The path and the query are passed as the client wrote them, because the service decodes them itself.
        var message = APIRequest(APIMethod(rawValue: request.method.rawValue), request.head.path ?? "/")
        // Hummingbird keeps Host separate from the other fields.
        if let host = request.head.authority { message.headers.add(.host, host) }
        for field in request.headers {
            guard message.headers.add(name: field.name.rawName, value: field.value) else {
                throw HTTPError(.badRequest)
            }
        }
        message.identity = identity(request, context)

        let waits = request.headers[.expect]?.lowercased() == "100-continue"
        let body = AwaitedBody(body: request.body, channel: waits ? context.channel : nil)
        let answer = await service.respond(to: message, body: body)
        guard answer.headers[.contentType] == MediaType.eventStream.text, request.method == .get else {
            return response(answer, to: request.method, on: context.channel)
        }
        var stream = response(APIResponse(status: 200, headers: answer.headers), to: .get, on: context.channel)
        stream.body = events(of: answer, to: message)
        return stream
    }

    /// Returns events as they happen, until the client closes the connection or may no longer see them.
    private func events(of answer: APIResponse, to request: APIRequest) -> ResponseBody {
        ResponseBody { [service] writer in
            var part: APIResponse? = answer
            while let answer = part {
                try await writer.write(ByteBuffer(bytes: answer.body))
                part = await service.continuation(of: answer, to: request)
            }
            try await writer.finish(nil)
        }
    }

    private func response(
        _ answer: APIResponse, to method: HTTPRequest.Method, on channel: any Channel
    ) -> Response {
        var headers = HTTPFields()
        for field in answer.headers.fields {
            guard let name = HTTPField.Name(field.name.text) else { continue }
            // The field is appended, because a name may occur more than once.
            headers.append(HTTPField(name: name, value: field.value))
        }
        let status = HTTPResponse.Status(code: answer.status)
        // The response of the service to HEAD has no body either, but the content length of GET.
        if method == .head || [204, 304].contains(answer.status) { return Response(status: status, headers: headers) }
        return Response(status: status, headers: headers, body: Self.parts(of: answer.body, for: channel))
    }

    /// Returns the body in parts, each of which is created when the connection can accept it.
    private static func parts(of body: [UInt8], for channel: any Channel) -> ResponseBody {
        let size = 65_536
        guard body.count > size else { return ResponseBody(byteBuffer: ByteBuffer(bytes: body)) }
        return ResponseBody(contentLength: body.count) { writer in
            for start in stride(from: 0, to: body.count, by: size) {
                try await writer.write(ByteBuffer(bytes: body[start..<min(start + size, body.count)]))
                // The event loop tells the writer to wait only in its next turn; until then, the writer would accept
                // all parts.
                try await channel.eventLoop.submit {}.get()
            }
            try await writer.finish(nil)
        }
    }
}

/// A body that sends `100 Continue` to a waiting client when the first part is requested (RFC 9110 section 10.1.1).
private struct AwaitedBody: AsyncSequence {
    struct AsyncIterator: AsyncIteratorProtocol {
        var parts: RequestBody.AsyncIterator
        var channel: (any Channel)?

        mutating func next() async throws -> ByteBufferView? {
            channel?.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue)), promise: nil)
            channel = nil
            return try await parts.next()?.readableBytesView
        }
    }

    let body: RequestBody
    /// The connection of a client that waits for `100 Continue`, or `nil` if the client does not wait.
    let channel: (any Channel)?

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(parts: body.makeAsyncIterator(), channel: channel) }
}
