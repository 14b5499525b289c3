import TMForum

/// Checks the resources in files by the rules of the API definitions.
struct ValidateCommand {
    var options: ValidateOptions
    var terminal: Terminal

    func run() -> ExitStatus {
        var rows: [ResourceCheck.Row] = []
        var count = 0
        // A file that cannot be checked matters more than findings in others.
        var problem: ExitStatus?
        for file in options.files {
            do {
                let pieces = try ResourceFile.pieces(in: try InputFile.bytes(of: file))
                let found = try ResourceCheck.rows(in: pieces, of: file, options: options)
                count += pieces.count
                rows += found
                if options.format == .text { for row in found { terminal.print(row.description) } }
            } catch let error as InputFile.Failure {
                terminal.printError("tmf: \(error)")
                problem = .noInput
            } catch {
                terminal.printError("tmf: \(file): \(error)")
                problem = problem ?? .dataError
            }
        }
        switch options.format {
        case .text: terminal.print("resources: \(count), findings: \(rows.count)")
        case .json: terminal.print(Self.json(rows, resources: count))
        }
        return problem ?? (rows.isEmpty ? .success : .failure)
    }

    /// The findings as one JSON object.
    static func json(_ rows: [ResourceCheck.Row], resources: Int) -> String {
        var writer = JSONWriter(options: .prettyPrinted)
        writer.beginObject()
        writer.writeName("resources")
        writer.write(JSONNumber(resources))
        writer.writeName("findings")
        writer.beginArray()
        for row in rows {
            writer.beginObject()
            writer.writeName("file")
            writer.write(row.file)
            writer.writeName("row")
            writer.write(JSONNumber(row.row))
            writer.writeName("line")
            if let line = row.line { writer.write(JSONNumber(line)) } else { writer.writeNull() }
            writer.writeName("id")
            if let id = row.id { writer.write(id) } else { writer.writeNull() }
            writer.writeName("pointer")
            writer.write(row.finding.pointer.description)
            writer.writeName("code")
            writer.write(row.finding.code.name)
            writer.writeName("message")
            writer.write(row.finding.message)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
