import Testing

extension Certification {
    var isPartyInteraction: Bool { kit.contains("Party_Interaction") }

    /// The requests that created something, in order.
    var creations: [Step] { steps.filter { $0.method == "POST" } }

    /// The request for the list without any query.
    var list: Step { get throws { try #require(steps.first { $0.method == "GET" }) } }

    /// The request for the list with a query, such as `fields=id` or `id={{IDPI01}}`.
    func search(_ query: String) throws -> Step { try #require(steps.first { $0.name.hasSuffix("?" + query) }) }

    /// The request for the rows that have the value of a created one.
    func search(_ attribute: String, as number: Int) throws -> Step {
        let suffix = isPartyInteraction ? "PI" : "CU"
        return try search("\(attribute)={{\(attribute.uppercased())\(suffix)0\(number)}}")
    }

    /// The requests for a choice of attributes.
    var selections: [Step] { steps.filter { $0.name.contains("?fields=") } }

    /// The request for a created resource by its id.
    func read(_ number: Int) throws -> Step { try #require(steps.first { $0.name.hasSuffix("0\(number)}}") }) }

    /// The request for what was never created.
    var missing: Step { get throws { try #require(steps.first { $0.folder == "E1" }) } }

    /// The value of an attribute of a created resource, which is in the name of an assertion.
    func value(_ attribute: String, of number: Int) throws -> String {
        try #require(read(number).value(attribute))
    }
}

extension Certification.Step {
    /// How many rows the answer held: the kit asserts of each that it has all attributes.
    var count: Int { rows.first { $0.name == "Instance has all mandatory attributes" }?.passed ?? 0 }

    /// The size in bytes, rounded if it was printed so.
    var bytes: Int { PrintedSize(size)?.bytes ?? 0 }

    /// The size of the rows together, without the brackets and commas of an array.
    var bytesOfRows: Int { bytes - 2 - max(count - 1, 0) }

    /// The value that an assertion has in its name, which is there only if a created resource was in the answer.
    func value(_ attribute: String) -> String? {
        let start = attribute + " is "
        return rows.first { $0.name.hasPrefix(start) }.map { String($0.name.dropFirst(start.count)) }
    }
}
