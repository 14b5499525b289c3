import Foundation
import TMForum
import Testing

@testable import tmf

@Suite("tmf query")
struct QueryCommandTests {
    @Test(
        "A file holds an array, an object, or one object per line",
        arguments: [
            (#"[{"id":"1"},{"id":"2"}]"#, ["1", "2"]), ("[]", []), (#"{"id":"1"}"#, ["1"]),
            ("{\n  \"id\": \"1\"\n}\n", ["1"]), ("{\"id\":\"1\"}\n\n  {\"id\":\"2\"}\r\n", ["1", "2"]), ("", []),
            ("\n", []),
        ])
    func formats(text: String, ids: [String]) throws {
        let documents = try ResourceFile.documents(in: Array(text.utf8))
        #expect(documents.map { $0.root["id"]?.stringValue } == ids)
    }

    @Test(
        "What is not JSON is an error with its place",
        arguments: [
            ("[{\"id\":1},\n{]", "line 2"), ("{\"id\":1}\n{\"id\":}\n", "line 2"), ("nonsense", "line 1"),
        ])
    func broken(text: String, place: String) {
        let error = #expect(throws: ResourceFile.Failure.self) { try ResourceFile.documents(in: Array(text.utf8)) }
        #expect(error?.description.contains(place) == true, "\(String(describing: error))")
    }

    @Test("A query that is refused is shown with a mark below the place")
    func mark() {
        let text = "status=open&creationDate.gt=2024-02-30"
        let error = #expect(throws: QueryError.self) { try ResourceQuery(parsing: text) }
        #expect(
            error.map { QueryCommand.message($0, text) } == """
                tmf: creationDate: expected an RFC 3339 date or date-time (offset 28)
                  status=open&creationDate.gt=2024-02-30
                                              ^
                """)
    }

    @Test("An explanation shows every part of the query")
    func explanation() throws {
        let query = try ResourceQuery(
            parsing: "status=open,closed&relatedParty.id=42;direction!=inbound&sort=-creationDate&fields=reason&limit=5"
        )
        #expect(
            QueryCommand.explanation(of: query) == """
                filter   (status in ("open", "closed", "open,closed") and relatedParty.id = 42) or not (direction = "inbound")
                sort     descending creationDate, then id
                fields   id, href, @type, reason
                page     from 0, at most 5
                text     status=open&status=closed&status=open%5C,closed&relatedParty.id=42;direction.ne=inbound&fields=reason&sort=-creationDate&limit=5
                """)
    }
}
