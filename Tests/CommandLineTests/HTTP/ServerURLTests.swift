import TMForum
import Testing

@testable import tmf

@Suite("The URL of a server")
struct ServerURLTests {
    @Test(
        "A URL has an origin and a path, and surrounding spaces do not count",
        arguments: [
            ("http://host", "http://host", ""), ("https://host:8443/", "https://host:8443", "/"),
            (" http://host:80/tmf-api/customerManagement/v4/ \n", "http://host:80", "/tmf-api/customerManagement/v4/"),
            ("HTTP://Host/A%20b;c", "http://Host", "/A%20b;c"), ("http://[::1]:8080/x", "http://[::1]:8080", "/x"),
            ("http://127.0.0.1:1//", "http://127.0.0.1:1", "//"),
        ])
    func parts(text: String, origin: String, path: String) throws {
        let url = try ServerURL(text)
        #expect(url.origin == origin)
        #expect(url.path == path)
        #expect(url.authorization == nil)
    }

    @Test(
        "Credentials become a header field, and are removed from the URL",
        arguments: [
            ("http://Aladdin:open%20sesame@host/x", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            ("http://user@host/x", "Basic dXNlcjo="), ("http://a%40b:c@d@host/x", "Basic YUBiOmNAZA=="),
        ])
    func credentials(text: String, authorization: String) throws {
        let url = try ServerURL(text)
        #expect(url.text == "http://host/x")
        #expect(url.authorization == authorization)
    }

    @Test(
        "A text that is not the URL of a server is refused",
        arguments: [
            "", " ", "host", "host:8080", "/path", "ftp://host/", "http://", "http:///x", "http://:80/", "http:/host/",
            "http://host/?a=b", "http://host/#f", "http://host?x", "http://host/a b", "http://ho st/", "http://host/é",
            "http://host:port/", "http://user%zz@host/", "http://host/[x]",
        ])
    func refused(text: String) {
        #expect(throws: ServerURL.Failure.self) { try ServerURL(text) }
    }

    @Test(
        "The message about a refused URL shows no credentials",
        arguments: ["htps://ada:pw@h/", "ada:pw@h", "http://ada:p@pw@h/[x]", "http://ada:pw/x@h/[x]"])
    func secrets(text: String) {
        let error = #expect(throws: ServerURL.Failure.self) { try ServerURL(text) }
        #expect(error?.description.contains("pw") == false && error?.description.contains("ada") == false)
    }
}
