import HTTPTypes
import Hummingbird
import NIOCore

/// A responder that serves the OpenAPI document of the service at `/openapi.json` and forwards every other request.
struct DescribingResponder<Next: HTTPResponder>: HTTPResponder {
    /// The text of the document.
    let document: ByteBuffer
    /// The responder for all other requests.
    let next: Next

    func respond(to request: Request, context: Next.Context) async throws -> Response {
        guard [.get, .head].contains(request.method), request.uri.path == "/openapi.json" else {
            return try await next.respond(to: request, context: context)
        }
        var headers: HTTPFields = [.contentType: "application/json"]
        guard request.method == .head else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: document))
        }
        headers[.contentLength] = String(document.readableBytes)
        return Response(status: .ok, headers: headers)
    }
}
