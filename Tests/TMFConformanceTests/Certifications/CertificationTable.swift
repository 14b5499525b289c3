/// The table of the five certifications in the documentation.
enum CertificationTable {
    static var text: String {
        let head = [
            "| system | kit | requests | assertions | failed | what the kit did not notice |",
            "|---|---|---|---|---|---|",
        ]
        return (head + ReenactedSystem.all.map(row)).joined(separator: "\n")
    }

    private static func row(of system: ReenactedSystem) -> String {
        let run = system.certification
        let cells = [
            "\(run.vendor) \(run.system)", "`\(run.kit)`", "\(run.requests)", "\(run.assertions)", "\(run.failed)",
            unnoticed(by: system).joined(separator: "; "),
        ]
        return "| \(cells.joined(separator: " | ")) |"
    }

    /// What the report of a system shows that its kit asserts nothing of.
    private static func unnoticed(by system: ReenactedSystem) -> [String] {
        let behaviour = system.behaviour
        var result: [String] = []
        if behaviour.createsEqualBodiesOnce { result.append("two creations got one id") }
        if let size = behaviour.pageSize {
            result.append("the list is \(size) rows, and what was created is not among them")
        }
        if behaviour.ignoresFilters, let found = try? system.certification.search("id", as: 1) {
            let lack = found.value("id") == nil ? ", and the one asked for is not among them" : ""
            result.append("filters are ignored: that for an id answers \(found.count) rows\(lack)")
        }
        switch behaviour.selection {
        case .ignored: result.append("`fields` is ignored: the answer is as large as the list")
        case .null: result.append("`fields` is answered with 4 bytes, which hold no row")
        case .generous: result.append("`fields` is answered with more than was asked for")
        }
        if !behaviour.hrefPrefix.hasPrefix(behaviour.baseURL), !behaviour.hrefPrefix.hasPrefix(behaviour.basePath) {
            result.append("`href` leads elsewhere: `\(behaviour.hrefPrefix)…`")
        }
        if !behaviour.holdsType { result.append("a row has no room for `@type`") }
        if behaviour.readsArrays { result.append("a row read by its id is two bytes larger, as in an array") }
        if behaviour.listsObject {
            result.append("the list of one row is as large as the row, without room for brackets")
        }
        for (index, difference) in behaviour.readDifferences.enumerated() where difference != 0 {
            let change = difference < 0 ? "fewer" : "more"
            result.append("row \(index + 1) is read with \(change) bytes (\(abs(difference))) than it was created with")
        }
        if let change = behaviour.change, !change.isMade {
            result.append(
                "PATCH (\(change.status)) answers as many bytes as before, though the new name is one shorter")
        }
        if behaviour.missingBytes < #"{"code":"","reason":""}"#.utf8.count {
            result.append("the body of the 404 has \(behaviour.missingBytes) bytes, which hold no error")
        }
        return result
    }
}
