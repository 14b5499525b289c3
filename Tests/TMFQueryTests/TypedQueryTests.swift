import TMFJSON
import TMFModels
import TMFQuery
import Testing

@Suite("Queries built in Swift") struct TypedQueryTests {
    private let all = Query<PartyInteraction>()

    @Test func `A typed query prints as the text a server understands`() throws {
        let query = all.filter { $0.status == .open && $0.relatedParty.any { $0.id == "42" && $0.role == "user" } }
            .sorted { [$0.creationDate.descending] }
            .selecting { [$0.id, $0.reason] }
            .page(offset: 0, limit: 20)
        #expect(
            query.text
                == "status=open&filter=relatedParty[?(@.id=='42'%20%26%26%20@.role=='user')]&fields=id,reason&sort=-creationDate&limit=20"
        )
        #expect(try ResourceQuery(parsing: query.text) == query.resourceQuery)
    }

    @Test func `Every form of condition has its text`() throws {
        let start = try Timestamp("2026-01-01T00:00:00Z")
        let end = try Timestamp("2026-02-01T00:00:00+01:00")
        let forms: [(Query<PartyInteraction>, String)] = [
            (all, ""),
            (all.filter { $0.status == "waiting" }, "status=waiting"),
            (all.filter { $0.status != .open }, "status.ne=open"),
            (all.filter { $0.status.isIn([.open, .completed]) }, "status=open&status=completed"),
            (all.filter { $0.status == .open || $0.status == .completed }, "status=open&status=completed"),
            (all.filter { $0.status == .open || $0.direction == .inbound }, "status=open;direction=inbound"),
            (all.filter { $0.reason < "m" && $0.reason >= "b" }, "reason.lt=m&reason.gte=b"),
            (
                all.filter { $0.creationDate.isIn(start..<end) },
                "creationDate.gte=2026-01-01T00:00:00Z&creationDate.lt=2026-02-01T00:00:00%2B01:00"
            ),
            (all.filter { $0.creationDate > start }, "creationDate.gt=2026-01-01T00:00:00Z"),
            (all.filter { $0.channel.name == "shop" }, "channel.name=shop"),
            (
                all.filter { $0.channel.id == "1" }.filter { $0.reason == "a&b;c,d" },
                "channel.id=1&reason=a%26b%5C%3Bc%5C,d"
            ),
            (all.filter { $0.attachment.size.amount > 300 }, "attachment.size.amount.gt=300"),
            (try all.filter { try $0.description.matches("^a+b") }, "description.regex=%5Ea%2Bb"),
            (
                try all.filter { try $0.description.matches("x", ignoresCase: true) },
                "description.regex=(?i)x"
            ),
            (all.filter { $0.note.exists }, "filter=note"),
            (all.filter { !$0.note.exists }, "filter=[?(!@.note)]"),
            (
                all.filter { $0.attachment.any { $0.size.amount > 300 && !$0.url.exists } },
                "filter=attachment[?(@.size.amount>300%20%26%26%20!@.url)]"
            ),
            (all.filter { _ in .any(of: []) }, "filter=[?(true==false)]"),
            (all.filter { _ in .all(of: []) }, ""),
        ]
        for (query, text) in forms {
            #expect(query.text == text)
            #expect(try ResourceQuery(parsing: text) == query.resourceQuery, "\(text)")
        }
    }

    @Test func `A typed condition and its text keep the same resources`() throws {
        let documents = try QueryCorpus.resources()
        let queries = [
            all.filter { $0.status == .open },
            all.filter { $0.relatedParty.any { $0.id == "42" && $0.role == "customer" } },
            all.filter { !($0.status == .open) && ($0.direction == .inbound || $0.channel.exists) },
            all.filter { .all(of: [$0.reason.exists, $0.note.text.notEquals("x")]) }.sorted { [$0.reason.ascending] },
        ]
        for query in queries {
            let typed = try query.evaluate(over: documents)
            let text = try ResourceQuery(parsing: query.text).evaluate(over: documents)
            #expect(typed.documents == text.documents)
            #expect(typed.total == text.total)
        }
    }
}
