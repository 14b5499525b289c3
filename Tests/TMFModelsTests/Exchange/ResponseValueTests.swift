import TMFExchange
import TMFJSON
import TMFModels
import Testing

@Suite("The value of a response")
struct ResponseValueTests {
    private func response(_ status: Int, _ body: String) -> APIResponse {
        APIResponse(status: status, body: Array(body.utf8))
    }

    @Test("It is read as JSON, as a model or as a list of models")
    func values() throws {
        let one = response(201, #"{"id":"1","x":2}"#)
        #expect(try one.json() == ["id": "1", "x": 2])
        let customer = try one.value(as: Customer.self)
        #expect(customer.id == "1" && customer.additionalMembers == ["x": 2])
        let list = response(206, #"[{"id":"1"},{"id":"2"}]"#)
        #expect(try list.value(as: [Customer].self).map(\.id) == ["1", "2"])
        #expect(try response(200, "[]").value(as: [Customer].self).isEmpty)
    }

    @Test(
        "A body of another form is an error that says so",
        arguments: [
            ("", "unexpected end of text"), ("<html>", "line 1"), ("[]", "Customer must be a JSON object, found array"),
        ])
    func otherForm(_ body: String, _ part: String) {
        let error = #expect(throws: APIResponseError.self) { try response(200, body).value(as: Customer.self) }
        #expect(error?.status == 200 && error?.body == nil && error?.underlyingError != nil)
        #expect(error?.description.hasPrefix("status 200: ") == true)
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }

    @Test("A list of another form is an error that says where")
    func otherList() {
        let whole = #expect(throws: APIResponseError.self) { try response(200, "{}").value(as: [Customer].self) }
        #expect(whole?.description == "status 200: the body must be a JSON array, found object")
        let part = #expect(throws: APIResponseError.self) { try response(200, "[{},7]").value(as: [Customer].self) }
        #expect(part?.description == "status 200: element 1 of the body: Customer must be a JSON object, found number")
    }

    @Test("A status of an error is thrown, with what the server says", arguments: [400, 404, 499, 500, 503, 999])
    func status(_ status: Int) throws {
        let text = #"""
            {"code":"24","reason":"Invalid body field","message":"/a: wrong","status":"1","findings":[
            {"code":"typeMismatch","pointer":"/a","message":"wrong"},{"code":"ours","pointer":"/b~1c/0","message":"odd"}]}
            """#
        let response = APIResponse(status: status, headers: [.retryAfter: "1"], body: Array(text.utf8))
        let reads: [() throws -> Void] = [
            { _ = try response.value(as: Customer.self) },
            { _ = try response.value(as: [Customer].self) },
        ]
        for read in reads {
            let error = try #require(#expect(throws: APIResponseError.self, performing: read))
            #expect(error.status == status && error.response == response && error.underlyingError == nil)
            #expect(error.body?.code == "24" && error.body?.status == "1")
            #expect(
                error.findings == [
                    Finding(.typeMismatch, at: JSONPointer(tokens: ["a"]), "wrong"),
                    Finding(.custom("ours"), at: JSONPointer(tokens: ["b/c", "0"]), "odd"),
                ])
            #expect(error.description == "status \(status): Invalid body field: /a: wrong: /b~1c/0: odd")
        }
    }

    @Test(
        "A body that is no error of the APIs still gives one with the status",
        arguments: [
            ("", "status 502: no body"),
            ("<html>\r\n <b>Bad\tgateway</b>", "status 502: <html> <b>Bad gateway</b>"),
            (#"{"title":"Bad gateway"}"#, #"status 502: {"title":"Bad gateway"}"#),
            (#"{"code":7,"findings":"none"}"#, #"status 502: {"code":7,"findings":"none"}"#),
            (#"{"reason":"Broken","findings":[1,{"code":"a","pointer":"a","message":"b"}]}"#, "status 502: Broken"),
            (String(repeating: "long ", count: 1_000), "status 502: " + String(repeating: " long", count: 40).dropFirst() + "…"),
        ])
    func foreignBody(_ body: String, _ description: String) {
        let error = #expect(throws: APIResponseError.self) { try response(502, body).value(as: Customer.self) }
        #expect(error?.description == description)
        #expect(error?.status == 502 && error?.findings == [])
    }

    @Test("Only a status from 400 on has an error", arguments: [100, 200, 204, 304, 399])
    func noError(_ status: Int) {
        #expect(APIResponseError(response(status, #"{"code":"1","reason":"a"}"#)) == nil)
    }
}
