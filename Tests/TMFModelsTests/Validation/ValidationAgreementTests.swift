import TMFJSON
import TMFModels
import Testing
import _TMFTestSupport

@Suite("Validation says the same however a value is given")
struct ValidationAgreementTests {
    private static let seed: UInt64 = 3_986_629

    private static let options: [ValidationOptions] = ValidationProfile.allCases.flatMap { profile in
        ValidationOptions.UnknownAttributes.allCases.map {
            ValidationOptions(profile: profile, unknownAttributes: $0, findingLimit: .max)
        }
    }

    @Test(
        "As a value, as a document in any layout, inside another document, and as the rules state it",
        arguments: ModelCase.all)
    func everyModel(model: ModelCase) throws {
        try expectAgreement(model.type)
    }

    private func expectAgreement<Root: Model>(_: Root.Type) throws {
        var generator = DocumentGenerator(seed: Self.seed)
        for round in 0..<60 {
            let json = generator.document(of: Root.self, depth: 4)
            let comment: Comment = "seed \(Self.seed), round \(round): \(json)"
            let pretty = try JSONDocument(parsing: json.serialized(options: .prettyPrinted))
            let escaped = try JSONDocument(parsing: Self.escapingLetters(json))
            let outer = try JSONDocument(["before": [json, 1], "here": [nil, json], "after": json])
            let inner = try #require(outer.root["here"]?[1])
            for options in Self.options {
                for operation in [ValidationOperation.create, .resource] {
                    let findings = Root.findings(in: json, for: operation, options: options)
                    #expect(Root.findings(in: pretty.root, for: operation, options: options) == findings, comment)
                    #expect(Root.findings(in: escaped.root, for: operation, options: options) == findings, comment)
                    #expect(Root.findings(in: inner, for: operation, options: options) == findings, comment)
                    let naive = NaiveValidation(
                        operation: operation, profile: options.profile,
                        refusesUnknown: options.unknownAttributes == .refused)
                    let reports = findings.map {
                        NaiveValidation.Report(code: $0.code.name, pointer: $0.pointer.tokens.map { "/" + $0 }.joined())
                    }
                    #expect(reports == naive.reports(json, Root.self), comment)
                }
            }
        }
    }

    /// The text with an escape in every name and string that has the letter `a`.
    private static func escapingLetters(_ json: JSONValue) -> String {
        switch json {
        case .null, .bool, .number: return String(decoding: json.serialized(), as: UTF8.self)
        case .string(let text):
            let text = String(decoding: JSONValue.string(text).serialized(), as: UTF8.self)
            return String(text.unicodeScalars.map { $0 == "a" ? "\\u0061" : String($0) }.joined())
        case .array(let elements): return "[" + elements.map(escapingLetters).joined(separator: ",") + "]"
        case .object(let object):
            let members = object.map { escapingLetters(.string($0.name)) + ":" + escapingLetters($0.value) }
            return "{" + members.joined(separator: ",") + "}"
        }
    }
}
