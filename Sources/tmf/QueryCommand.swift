import TMForum

/// Runs a query over the resources in a file.
struct QueryCommand {
    var options: QueryOptions
    var terminal: Terminal

    func run() -> ExitStatus {
        let query: ResourceQuery
        do throws(QueryError) {
            query = try parse(options.query)
        } catch {
            terminal.printError(Self.message(error, options.query))
            return .usage
        }
        if options.isExplained { terminal.printError(Self.explanation(of: query)) }
        do {
            let documents = try ResourceFile.documents(in: try InputFile.bytes(of: options.file))
            let result = try query.evaluate(over: documents)
            if options.isExplained {
                terminal.printError("matches  \(result.total) of \(documents.count), shown \(result.documents.count)")
            }
            if !result.exceeding.isEmpty {
                terminal.printError("tmf: the query takes too much work on \(result.exceeding.count) resources")
            }
            try show(result)
            return .success
        } catch let error as InputFile.Failure {
            terminal.printError("tmf: \(error)")
            return .noInput
        } catch let error as ResourceFile.Failure {
            terminal.printError("tmf: \(options.file): \(error)")
            return .dataError
        } catch {
            terminal.printError("tmf: \(error)")
            return .usage
        }
    }

    private func parse(_ text: String) throws(QueryError) -> ResourceQuery {
        func parse<Resource: Model>(_ model: Resource.Type) throws(QueryError) -> ResourceQuery {
            try ResourceQuery(parsing: text, onlyAttributesOf: model)
        }
        guard let model = options.strict?.description.model else { return try ResourceQuery(parsing: text) }
        return try parse(model)
    }

    private func show(_ result: QueryResult) throws(QueryError) {
        guard options.printsLines else {
            return terminal.print(String(decoding: try result.serialized(), as: UTF8.self))
        }
        var page = result
        for document in result.documents {
            page.documents = [document]
            let array = try page.serialized()
            // A line is an array of one element without its brackets. A resource that spans several lines is written again.
            let line = array.dropFirst().dropLast()
            let isOneLine = !line.contains(UInt8(ascii: "\n")) && !line.contains(UInt8(ascii: "\r"))
            let text = isOneLine ? Array(line) : (try? JSONValue(parsing: Array(line)))?.serialized() ?? Array(line)
            terminal.print(String(decoding: text, as: UTF8.self))
        }
    }

    /// The query as it was understood, one part per line.
    static func explanation(of query: ResourceQuery) -> String {
        var lines = ["filter   \(query.filter)"]
        let sort = query.sort.map { key in
            let kind = key.isNumeric ? " as a number" : ""
            return (key.isDescending ? "descending " : "ascending ") + key.path.description + kind
        }
        if !sort.isEmpty { lines.append("sort     " + sort.joined(separator: ", ") + ", then id") }
        if let fields = query.fields {
            let named = fields.paths.map(\.description).filter { !FieldSelection.always.contains($0) }
            lines.append("fields   " + (FieldSelection.always + named).joined(separator: ", "))
        }
        if query.page.isPartial {
            lines.append(
                "page     from \(query.page.offset)" + (query.page.limit.map { ", at most \($0)" } ?? ""))
        }
        return (lines + ["text     \(query.text)"]).joined(separator: "\n")
    }

    /// The error message for a query, with a mark below the place of the error.
    static func message(_ error: QueryError, _ query: String) -> String {
        let before = String(decoding: query.utf8.prefix(error.offset), as: UTF8.self)
        return """
            tmf: \(error)
              \(query)
              \(String(repeating: " ", count: before.count))^
            """
    }
}
