import TMFJSON
import TMFStore
import _TMFTestSupport

/// Resources and queries in the style of party interactions, with the odd values that indexes must get right.
enum RandomInteractions {
    private static let statuses = [
        #""open""#, #""closed""#, #""inProgress""#, #""open""#, "true", "42", #""42""#, "null", #"["open","closed"]"#,
        #""op\u0065n""#, #""a status that is longer than that""#,
    ]
    private static let dates = [
        #""2026-03-01T10:00:00Z""#, #""2026-03-01T11:00:00+01:00""#, #""2026-03-01""#,
        #""2026-03-02T00:00:00.000000001Z""#,
        #""2026-03-02T00:00:00.5Z""#, #""2026-03-03T00:00:00Z""#, #""2026-03-03t00:00:00z""#,
        #""9999-12-31T23:59:59Z""#,
        #""0000-01-01T00:00:00+23:59""#,
    ]
    private static let oddDates = [
        #""soon""#, "7", "7.0", "8", "true", #"["2026-03-01","2026-03-02"]"#, #"["2026-03-03","2026-03-03"]"#, "[]",
        #"{"a":1}"#, "null", "1e400", "-1e400", "0.1", "0.10000000000000000001",
    ]
    private static let names = [
        #""name 0""#, #""name 1""#, #""name 12""#, #""name 123""#, #""na""#, #""é""#, #""e\u0301""#, #""\u006eame""#,
        #""""#, #""7""#, #""7.0""#, #""2026-03-01""#, #""name\t""#, #""😀😀😀""#,
    ]
    private static let parties = [
        #"[{"id":"1","role":"user"},{"id":"2","role":"agent"}]"#, #"[{"id":"2","role":"user"}]"#, #"{"id":"1"}"#,
        #"[{"id":1},{"id":1.0}]"#, #"[{"id":["1","2"]}]"#, "[]", #"[{"id":"3"},{"id":"3"}]"#, #"[[{"id":"1"}]]"#,
        #"[{"id":"4","id":"1"}]"#,
    ]

    static func document(_ id: String, oddness: Int, _ random: inout SplitMix64) throws -> JSONDocument {
        var members = [#""id":"\#(id)""#]
        if chance(9, &random) { members.append(#""status":"# + pick(statuses, &random)) }
        if chance(9, &random) {
            members.append(#""creationDate":"# + pick(chance(oddness, &random) ? oddDates : dates, &random))
        }
        if chance(5, &random) { members.append(#""statusChangeDate":"# + pick(dates, &random)) }
        if chance(8, &random) { members.append(#""relatedParty":"# + pick(parties, &random)) }
        if chance(5, &random) {
            members.append(#""name":"# + (chance(oddness, &random) ? pick(oddDates, &random) : pick(names, &random)))
        }
        if chance(1, &random) { members.append(#""status":"closed""#) }
        return try JSONDocument(parsing: "{" + members.joined(separator: ",") + "}")
    }

    static func changes(_ count: Int, of ids: UInt64, _ random: inout SplitMix64) throws -> [StoreChange] {
        try (0..<count).map { _ in
            let id = "\(random.next() % ids)"
            let key = ResourceKey("things", id)
            return switch random.next() % 4 {
            case 0: .delete(key, revision: nil)
            case 1: .replace(key, try document(id, oddness: 1, &random), revision: nil)
            default: .create(key, try document(id, oddness: 0, &random))
            }
        }
    }

    private static let conditions = [
        "status=open", "status=closed", "status=inProgress", "status=42", "status=true", "status=open,closed",
        "status.ne=open", "status=a%20status%20that%20is%20longer%20than%20that", "relatedParty.id=1",
        "relatedParty.id=2",
        "relatedParty.id=1,3", "relatedParty.id=9", "name=name%201", "name.regex=1", "id=7", "id=7,8,200",
        "creationDate=2026-03-01", "creationDate=2026-03-01T10:00:00Z", "creationDate.gte=2026-03-01T10:00:00Z",
        "creationDate.lt=2026-03-02T00:00:00.5Z", "creationDate.gt=2026-03-01", "creationDate.lte=2026-03-03",
        "filter=[?(@.creationDate==7)]", "filter=[?(@.creationDate>7)]", "filter=[?(@.creationDate<=0.1)]",
        "filter=[?(@.creationDate<'soon')]", "filter=[?(@.creationDate=='true')]", "filter=[?(@.creationDate=='7')]",
        "name.startswith=name%201", "name.startswith=na", "name.startswith=7", "name.startswith=2026-",
        "name.startswith=é",
        "name.regex=^name%201(2|3)", "name.regex=^na|me", "name.regex=^n?ame", "name.regex=^name%2B", "name.regex=^",
        "name.startswith=name%201&name.gte=name%2012", "name.gt=name%201", "name.lte=na", "name.gt=é", "name.lt=7",
        "name.startswithi=NA", "filter=[?(@.name>'7')]", "name.between=name,name%2012", "name.endswith=2",
        "name=7", "name=7.0", "filter=[?(@.name=='7')]", "name.in=7,true",
        "creationDate.gt=9999-12-31T00:00:00Z", "creationDate.gte=2026-03-01&creationDate.lt=2026-03-02",
        "statusChangeDate.gte=2026-03-01T10:00:00Z", "statusChangeDate.lt=2026-03-02T00:00:00.000000002Z",
        "filter=relatedParty[?(@.id=='1' %26%26 @.role=='user')]", "filter=relatedParty[?(@.id=='1')]",
        "filter=creationDate", "filter=$[?(@.status=='open')]", "unknown=1",
        "filter=$[?(@.creationDate>='2026-03-01' %26%26 @.status!='open')]",
    ]
    private static let orders = [
        "sort=creationDate", "sort=-creationDate", "sort=statusChangeDate", "sort=-statusChangeDate", "sort=name",
        "sort=-statusChangeDate,name", "sort=id", "sort=-creationDate", "sort=-name", "sort=num(name)",
        "sort=-num(name)",
    ]

    static func query(_ random: inout SplitMix64) -> String {
        var terms: [String] = []
        for _ in 0..<(random.next() % 4) { terms.append(pick(conditions, &random)) }
        var text = terms.joined(separator: chance(2, &random) ? ";" : "&")
        func add(_ term: String) { text += (text.isEmpty ? "" : "&") + term }
        if chance(6, &random) { add(pick(orders, &random)) }
        if chance(5, &random) { add("offset=\(random.next() % 40)") }
        if chance(7, &random) { add("limit=\(random.next() % 30)") }
        return text
    }

    private static func pick(_ texts: [String], _ random: inout SplitMix64) -> String {
        texts[Int(random.next() % UInt64(texts.count))]
    }

    /// Whether something is so that is so in some of ten cases.
    private static func chance(_ tenths: Int, _ random: inout SplitMix64) -> Bool {
        random.next() % 10 < UInt64(tenths)
    }
}
