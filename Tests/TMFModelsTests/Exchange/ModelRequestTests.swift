import TMFExchange
import TMFModels
import Testing

@Suite("A request with a model")
struct ModelRequestTests {
    @Test(
        "It has the model's text and its type",
        arguments: [
            (APIMethod.post, "application/json"), (.put, "application/json"), (.patch, "application/merge-patch+json"),
        ])
    func type(_ method: APIMethod, _ type: String) {
        let request = APIRequest(
            method, "/customer?fields=id", headers: [.prefer: "return=minimal"], body: Customer(name: "Ada"),
            identity: "42")
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"name":"Ada"}"#)
        #expect(request.headers == [.prefer: "return=minimal", .contentType: type])
        #expect(request.method == method && request.target == "/customer?fields=id" && request.identity == "42")
    }

    @Test("A type that is given stays")
    func ownType() {
        let headers: APIHeaders = [.contentType: "application/json;charset=utf-8"]
        #expect(APIRequest(.patch, "/customer/1", headers: headers, body: Customer()).headers == headers)
    }
}
