import HTTPTypes
import Hummingbird
import TMForum

/// Answers every request with a service.
struct ServiceResponder: HTTPResponder {
    let service: APIService

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        var message = APIRequest(APIMethod(rawValue: request.method.rawValue), request.head.path ?? "/")
        if let host = request.head.authority { message.headers.add(.host, host) }
        for field in request.headers {
            guard message.headers.add(name: field.name.rawName, value: field.value) else {
                throw HTTPError(.badRequest)
            }
        }
        let answer = await service.respond(to: message, body: request.body.map(\.readableBytesView))
    }
}
