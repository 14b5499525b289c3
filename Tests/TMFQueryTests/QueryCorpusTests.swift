import TMFJSON
import TMFQuery
import Testing

@Suite("The corpus of queries") struct QueryCorpusTests {
    @Test func `A query gives the answer that its rule demands`() throws {
        let resources = try QueryCorpus.resources()
        let cases = try QueryCorpus.cases()
        #expect(cases.count >= 700)
        for item in cases {
            do {
                let query = try QueryCorpus.parse(item)
                guard item.error == nil else {
                    Issue.record("accepted: \(item.testDescription) as \(query.filter)")
                    continue
                }
                let result = try query.evaluate(over: resources)
                if let ids = item.ids {
                    let found = result.documents.map { $0.root["id"]?.stringValue ?? "" }
                    #expect(found == ids, "\(item.testDescription) as \(query.filter)")
                }
                if let answer = item.answer {
                    #expect(try JSONValue(parsing: result.serialized()) == answer, "\(item.testDescription)")
                }
                #expect(result.total == item.total ?? result.documents.count, "\(item.testDescription)")
            } catch let error as QueryError {
                check(error, item)
            }
        }
    }

    private func check(_ error: QueryError, _ item: QueryCorpus.Case) {
        guard let expected = item.error else {
            Issue.record("refused: \(item.testDescription) with \(error)")
            return
        }
        #expect("\(error.code)" == expected["code"]?.stringValue, "\(item.testDescription): \(error)")
        #expect(error.parameter == expected["parameter"]?.stringValue, "\(item.testDescription): \(error)")
        if let offset = expected["offset"]?.numberValue?.int64Value {
            #expect(error.offset == Int(offset), "\(item.testDescription): \(error)")
        }
    }

    @Test func `Printing a query gives text that parses to an equal query`() throws {
        for item in try QueryCorpus.cases() where item.error == nil {
            let query = try QueryCorpus.parse(item)
            let text = query.text
            let again = try? ResourceQuery(parsing: text)
            #expect(
                again == query,
                "\(item.query) became \(text), \(query.filter) became \(String(describing: again?.filter))")
            #expect(again?.text == text)
        }
    }

    @Test func `Spellings of one query parse to equal queries`() throws {
        let groups = try QueryCorpus.equivalents()
        #expect(groups.count >= 50)
        for group in groups {
            let first = try ResourceQuery(parsing: group.queries[0])
            for text in group.queries {
                let query = try ResourceQuery(parsing: text)
                #expect(query == first, "\(group.rule): \(text) is \(query.filter), not \(first.filter)")
            }
        }
    }
}
