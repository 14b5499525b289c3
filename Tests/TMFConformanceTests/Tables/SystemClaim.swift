import TMFConformance
import TMFExchange
import TMFJSON
import Testing

/// A rule that certified systems break, and what of a published report tells that they do.
struct SystemClaim: Sendable, CustomTestStringConvertible {
    /// The rules, one of which is broken at least.
    let rules: [String]
    /// What the report shows, in words.
    let note: String
    /// Whether it is the size of an answer that tells.
    let isBySize: Bool
    /// The requests of a run that break the rule for the reason of the claim.
    let concerns: @Sendable (ConformanceReport.Step) -> Bool
    /// Whether a report tells that the rule is broken; it looks at nothing but the report.
    let isTold: @Sendable (Certification) throws -> Bool

    var testDescription: String { rules.joined(separator: ", ") }

    init(
        _ rules: String..., isBySize: Bool = false, note: String,
        at concerns: @escaping @Sendable (ConformanceReport.Step) -> Bool,
        isTold: @escaping @Sendable (Certification) throws -> Bool
    ) {
        self.rules = rules
        self.note = note
        self.isBySize = isBySize
        self.concerns = concerns
        self.isTold = isTold
    }

    /// Whether one of the rules is broken in a report where the claim is about it.
    func isConfirmed(by report: ConformanceReport) -> Bool {
        report.steps.contains { step in
            concerns(step) && step.assertions.contains { !$0.passed && rules.contains($0.rule?.id ?? "") }
        }
    }

    static let all: [SystemClaim] = creation + lists + others

    private static let creation: [SystemClaim] = [
        SystemClaim(
            "create.id-differs", note: "both created resources got the same id", at: { $0.method == .post },
            isTold: { try $0.isPartyInteraction && $0.value("id", of: 1) == $0.value("id", of: 2) }),
        SystemClaim(
            "create.href-form", note: "`href` ends with neither the collection nor the id", at: { $0.method == .post },
            isTold: { report in
                try !report.value("href", of: 1).hasSuffix("/" + report.value("id", of: 1))
            }),
        SystemClaim(
            "create.type-given", isBySize: true,
            note: "the answer to POST is as long as the sent body with `id` and `href`: no room for `@type`",
            at: { $0.method == .post },
            isTold: { report in
                guard report.isPartyInteraction, let created = report.creations.last else { return false }
                var row: JSONObject = ["channel": [["id": "555"]]]
                for name in ["direction", "href", "id", "reason"] { row[name] = .string(try report.value(name, of: 2)) }
                return created.bytes == JSONValue.object(row).serialized().count
            }),
    ]

    private static let lists: [SystemClaim] = [
        SystemClaim(
            "list.array", isBySize: true, note: "the list of one row is as long as the row: no room for brackets",
            at: { $0.isList && !$0.request.target.contains("fields=") },
            isTold: { report in
                try report.list.count == 1 && report.list.bytes < report.read(1).bytes + 2
            }),
        SystemClaim(
            "filter.only-matching", note: "a filter for an id returns rows with another id",
            at: { $0.isList && $0.request.target.contains("?id=") },
            isTold: { report in
                let found = try report.search("id", as: 1)
                let matches = found.rows.first { $0.name.hasPrefix("id is ") }?.passed ?? 0
                return found.count > matches
            }),
        SystemClaim(
            "list.array", "fields.asked", isBySize: true,
            note: "the answer to `fields` has 4 bytes, too few for a row",
            at: { $0.request.target.contains("?fields=") },
            isTold: { $0.selections.contains { $0.bytes < #"[{"id":""}]"#.utf8.count } }),
        SystemClaim(
            "fields.exact", isBySize: true,
            note: "the answer to `fields=id` is longer than `id`, `href` and `@type` can be",
            at: { $0.isList && $0.request.target.contains("?fields=id") },
            isTold: { report in
                let row: JSONObject = [
                    "id": .string(try report.value("id", of: 1)), "href": .string(try report.value("href", of: 1)),
                    "@type": .string(report.isPartyInteraction ? "PartyInteraction" : "Customer"),
                ]
                let rows = try report.list.count * (JSONValue.object(row).serialized().count + 1) + 1
                return try report.search("fields=id").bytes > rows
            }),
    ]

    private static let others: [SystemClaim] = [
        SystemClaim(
            "read.as-created", isBySize: true,
            note: "the answer to GET is two bytes longer than that to POST, as long as a list of that row: an array",
            at: { $0.method == .get && !$0.isList && !$0.request.target.contains("?") },
            isTold: { report in
                guard report.isPartyInteraction, let created = report.creations.first else { return false }
                let found = try report.search("id", as: 1)
                let read = try report.read(1)
                return read.bytes == created.bytes + 2 && found.count == 1 && read.bytes == found.bytes
            }),
        SystemClaim(
            "patch.status", note: "PATCH answers 201, which the kit asked for in its revision of that time",
            at: { $0.method == .patch },
            isTold: { $0.steps.contains { $0.method == "PATCH" && ![200, 202].contains($0.status) } }),
        SystemClaim(
            "error.body", "error.code", "error.reason", isBySize: true,
            note: "the body of the 404 has 2 to 10 bytes; an error with a code and a reason needs 25",
            at: { $0.method == .get && $0.status == 404 },
            isTold: { try $0.missing.bytes < #"{"code":"1","reason":"x"}"#.utf8.count }),
    ]
}

extension ConformanceReport.Step {
    fileprivate var isList: Bool {
        method == .get && ["customer", "partyInteraction"].contains { request.path.hasSuffix("/" + $0) }
    }
}
