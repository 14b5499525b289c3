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
        if behaviour.createsEqualBodiesOnce { result.append("two created resources got the same id") }
        if let size = behaviour.pageSize {
            result.append("the list has \(size) rows, and the created resources are not among them")
        }
        if behaviour.ignoresFilters, let found = try? system.certification.search("id", as: 1) {
            let lack = found.value("id") == nil ? ", without the requested one" : ""
            result.append("filters are ignored: one for an id returns \(found.count) rows\(lack)")
        }
        switch behaviour.selection {
        case .ignored: result.append("`fields` is ignored: the answer is as long as the list")
        case .null: result.append("the answer to `fields` has 4 bytes, too few for a row")
        case .generous: result.append("the answer to `fields` has more than was requested")
        }
        if !behaviour.hrefPrefix.hasPrefix(behaviour.baseURL), !behaviour.hrefPrefix.hasPrefix(behaviour.basePath) {
            result.append("`href` points elsewhere: `\(behaviour.hrefPrefix)…`")
        }
        if !behaviour.holdsType { result.append("a row has no room for `@type`") }
        if behaviour.readsArrays { result.append("a row read by its id is two bytes longer, as in an array") }
        if behaviour.listsObject {
            result.append("the list of one row is as long as the row: no room for brackets")
        }
        for (index, difference) in behaviour.readDifferences.enumerated() where difference != 0 {
            let size = abs(difference) == 1 ? "one byte" : "\(abs(difference)) bytes"
            let change = difference < 0 ? "shorter" : "longer"
            result.append("row \(index + 1) is \(size) \(change) when it is read than when it was created")
        }
        if let change = behaviour.change, !change.isMade {
            result.append(
                "the answer to PATCH (\(change.status)) is as long as before, though the new name is one byte shorter")
        }
        if behaviour.missingBytes < #"{"code":"","reason":""}"#.utf8.count {
            result.append("the body of the 404 has \(behaviour.missingBytes) bytes, too few for an error")
        }
        return result
    }
}
