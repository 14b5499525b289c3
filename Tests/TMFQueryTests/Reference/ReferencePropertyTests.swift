import TMFJSON
import TMFModels
import TMFQuery
import Testing

@Suite("Queries against a reference written from the rules") struct ReferencePropertyTests {
    static let seeds: ClosedRange<UInt64> = 1...32

    @Test(arguments: seeds) func `Any query gives what its rules say, directly and as text`(_ seed: UInt64) throws {
        var generator = QueryGenerator(seed: seed)
        let documents = try generator.resources(10)
        let reference = ReferenceEvaluator(documents: documents.map { JSONValue($0) })
        for number in 1...40 {
            let query = try generator.query()
            expectAgreement(query.resourceQuery, query, documents, reference) { "seed \(seed), query \(number)" }
        }
    }

    @Test(arguments: seeds) func `A query string gives what its rules say`(_ seed: UInt64) throws {
        var generator = QueryGenerator(seed: seed &+ 0x7E47)
        let documents = try generator.resources(10)
        let reference = ReferenceEvaluator(documents: documents.map { JSONValue($0) })
        for number in 1...40 {
            let given = try generator.textQuery()
            let place = { "seed \(seed), query \(number), given as '\(given.text)'" }
            do {
                let parsed = try ResourceQuery(parsing: given.text)
                expectAgreement(parsed, given.query, documents, reference, place)
            } catch {
                Issue.record("refused: \(error): \(place()), meant as \(given.query.filter)")
            }
        }
    }

    @Test(arguments: seeds) func `A query built in Swift gives what its rules say`(_ seed: UInt64) throws {
        var generator = QueryGenerator(seed: seed &+ 0x5F1F)
        let documents = try generator.modelResources(8)
        let reference = ReferenceEvaluator(documents: documents.map { JSONValue($0) })
        for number in 0..<QueryGenerator.interactionConditions {
            let typed = try generator.interactionQuery(number)
            expectAgreement(typed.query.resourceQuery, typed.meaning, documents, reference) {
                "seed \(seed), interaction \(number)"
            }
        }
        for number in 0..<QueryGenerator.taggedConditions {
            let typed = try generator.taggedQuery(number)
            expectAgreement(typed.query.resourceQuery, typed.meaning, documents, reference) {
                "seed \(seed), tagged resource \(number)"
            }
        }
    }

    /// Expects that a query finds what the reference finds, prints as text that parses to an equal query, and finds the same
    /// as that text.
    private func expectAgreement(
        _ query: ResourceQuery, _ meaning: ReferenceQuery, _ documents: [JSONDocument],
        _ reference: ReferenceEvaluator, sourceLocation: SourceLocation = #_sourceLocation, _ place: () -> String
    ) {
        let text = query.text
        let expected = reference.answer(to: meaning)
        func fail(_ reason: String) {
            Issue.record(
                "\(reason): \(place()), text '\(text)', meant as \(meaning.filter)", sourceLocation: sourceLocation)
        }
        do {
            let direct = try answer(query, documents)
            if direct != expected { fail("evaluated directly: \(difference(direct, expected))") }
            let parsed = try ResourceQuery(parsing: text)
            if parsed != query || parsed.text != text { fail("parsed as '\(parsed.text)', \(parsed.filter)") }
            let again = try answer(parsed, documents)
            if again != expected { fail("evaluated from its text: \(difference(again, expected))") }
        } catch {
            fail("refused: \(error)")
        }
    }

    private func difference(_ found: ReferenceEvaluator.Answer, _ expected: ReferenceEvaluator.Answer) -> String {
        found.total == expected.total && found.ids == expected.ids
            ? "rows \(found.rows ?? ""), not \(expected.rows ?? "")"
            : "\(found.total) \(found.ids), not \(expected.total) \(expected.ids)"
    }

    private func answer(
        _ query: ResourceQuery, _ documents: [JSONDocument]
    ) throws -> ReferenceEvaluator.Answer {
        let result = try query.evaluate(over: documents)
        return ReferenceEvaluator.Answer(
            ids: result.documents.map { $0.root["id"]?.stringValue ?? "" },
            total: result.total,
            rows: query.fields == nil ? nil : try JSONValue(parsing: result.serialized()).description)
    }
}
