import TMForum

/// A request and the answer to it, as a page of the documentation shows them.
///
/// Each is a block of its own with the language `http`: the first line, header fields, an empty line, the body. A header field
/// goes on in lines that begin with a blank. A comment in the line before a request, `<!-- service: name -->`, says which
/// service it goes to. A word in braces in a header field or a target stands for a value that nobody can know beforehand; it is
/// taken from the first answer that has it.
struct ServiceExchange {
    /// What a page has that is not understood.
    struct Problem: Error, CustomStringConvertible {
        var line: Int
        var message: String
        var description: String { "line \(line): \(message)" }
    }

    /// The line of the page that the request begins in.
    var line: Int
    /// The name of the service that is asked; empty for that of the page.
    var service: String
    var request: APIRequest
    var status: Int
    /// The header fields that the page shows of the answer.
    var headers: APIHeaders
    var body: String

    /// Reads all exchanges of a page, in order.
    static func all(in page: String) throws(Problem) -> [Self] {
        var exchanges: [Self] = []
        var pending: Self?
        for block in try blocks(of: page) where block.language == "http" {
            let message = try Message(block)
            if message.start.first == "HTTP/1.1" {
                guard block.service.isEmpty else {
                    throw Problem(line: block.line, message: "a response names a service")
                }
                guard var exchange = pending else { throw Problem(line: block.line, message: "nobody asked") }
                pending = nil
                guard message.start.count == 3, let status = Int(message.start[1]), phrases[status] == message.start[2]
                else {
                    throw Problem(line: block.line, message: "no status line: \(message.start)")
                }
                exchange.status = status
                exchange.headers = message.headers
                exchange.body = message.body
                exchanges.append(exchange)
            } else {
                guard pending == nil else {
                    throw Problem(line: block.line, message: "the request before has no answer")
                }
                guard message.start.count == 3, message.start[2] == "HTTP/1.1", message.start[1].hasPrefix("/") else {
                    throw Problem(line: block.line, message: "no request line: \(message.start)")
                }
                pending = Self(
                    line: block.line, service: block.service, request: message.request, status: 0, headers: [:],
                    body: "")
            }
        }
        if let pending { throw Problem(line: pending.line, message: "the request has no answer") }
        return exchanges
    }

    /// The reason phrases of RFC 9110 section 15, RFC 6585.
    private static let phrases = [
        200: "OK", 201: "Created", 204: "No Content", 206: "Partial Content", 304: "Not Modified", 400: "Bad Request",
        401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable",
        409: "Conflict", 410: "Gone", 412: "Precondition Failed", 415: "Unsupported Media Type",
        416: "Range Not Satisfiable", 422: "Unprocessable Content", 428: "Precondition Required",
        503: "Service Unavailable",
    ]
}

extension ServiceExchange {
    /// A block of code of a page.
    struct Block {
        /// The line of the page that it begins in.
        var line: Int
        var language: String
        /// The service that the comment in the line before names; empty if there is no such comment.
        var service: String
        var lines: [String] = []
    }

    /// The languages that something looks at.
    private static let languages: Set = ["http", "swift"]

    /// Returns all blocks of a page.
    static func blocks(of page: String) throws(Problem) -> [Block] {
        var blocks: [Block] = []
        var open: Block?
        var service = ""
        for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if var block = open {
                if line == "```" {
                    blocks.append(block)
                    open = nil
                } else {
                    block.lines.append(String(line))
                    open = block
                }
            } else if line.hasPrefix("```") {
                let block = Block(line: index + 1, language: String(line.dropFirst(3)), service: service)
                guard languages.contains(block.language) else {
                    throw Problem(line: block.line, message: "a block in a language that nothing looks at")
                }
                guard service.isEmpty || block.language == "http" else {
                    throw Problem(line: block.line, message: "a block of Swift names a service")
                }
                open = block
                service = ""
            } else if !service.isEmpty {
                throw Problem(line: index, message: "no request follows the name of a service")
            } else if let comment = line.wholeMatch(of: /<!-- service: ([a-z]+) -->/) {
                service = String(comment.1)
            }
        }
        if let open { throw Problem(line: open.line, message: "the block does not end") }
        return blocks
    }

    /// A request or a response.
    private struct Message {
        /// The parts of the first line.
        var start: [String]
        var headers = APIHeaders()
        var body: String

        init(_ block: Block) throws(Problem) {
            guard let first = block.lines.first else { throw Problem(line: block.line, message: "nothing in it") }
            start = first.split(separator: " ", maxSplits: 2).map { String($0) }
            var rest = block.lines.dropFirst()
            while let line = rest.first, !line.isEmpty {
                rest.removeFirst()
                if line.hasPrefix(" "), let last = headers.fields.last {
                    headers[last.name] = last.value + " " + line.drop { $0 == " " }
                    continue
                }
                let parts = line.split(separator: ": ", maxSplits: 1)
                guard parts.count == 2, let name = APIHeaders.Name(String(parts[0])), headers[name] == nil else {
                    throw Problem(line: block.line, message: "no header field: \(line)")
                }
                headers.add(name, String(parts[1]))
            }
            body = rest.dropFirst().joined(separator: "\n")
        }

        /// The request, whose client is who the token says: here the server believes everybody.
        var request: APIRequest {
            let identity = headers[.authorization].map { String($0.dropFirst("Bearer ".count)) }
            return APIRequest(
                APIMethod(rawValue: start[0]), start[1], headers: headers, body: Array(body.utf8), identity: identity)
        }
    }
}
