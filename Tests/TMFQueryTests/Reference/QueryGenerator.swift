import TMFJSON
import TMFModels
import TMFQuery
import _TMFTestSupport

/// Makes resources and queries of them from a seed, out of few names and values, so that they often meet.
struct QueryGenerator {
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[random.below(elements.count)] }

    mutating func many<Element>(_ count: ClosedRange<Int>, _ make: (inout Self) throws -> Element) rethrows -> [Element]
    {
        let size = count.lowerBound + random.below(count.count)
        var result: [Element] = []
        for _ in 0..<size { result.append(try make(&self)) }
        return result
    }
}

// MARK: - Resources

extension QueryGenerator {
    static let plainNames = ["a", "b", "c", "d"]
    static let wordNames = [
        "@type", "größe", "x-y", "eq", "gt", "limit", "filter", "none", "href", "id", "length", "true",
    ]
    static let oddNames = [
        "x.y", "", "é", "e\u{301}", "a b", " a", "a ", "it's", "\"", "a=b", "a>", "c,d", "a&b", "a;b", "100%", "[0]",
        "*",
        "a\\b", "`", "a+b", "😀", "\u{7f}", "\n", "$", "@", "-a", "?",
    ]

    static let words = [
        "x", "y", "X", "xy", "", "Hello", "Hello, world", "é", "e\u{301}", "～", "😀", "a+b", "a b", "a&b;c=d", "a,b",
        "say \"it's\"",
        "\\", "\\,", "/", "100%", "%41", "null", "true", "false", "True", "none",
    ]
    static let digits = ["1", "10", "9", "1.0", "1e1", "-1", "0", "-0", "0.5", "01", ".5", "1e400", "9007199254740993"]
    static let times = [
        "2024-01-15", "2024-01-16", "2024-01-15T00:00:00Z", "2024-01-15T10:00:00Z", "2024-01-15T12:00:00+02:00",
        "2024-01-15t10:00:00.000z", "2024-01-15T10:00:00.5Z", "2024-01-15T10:00:00.500000001Z",
        "2024-01-16T01:30:00+02:00",
        "2024-01-14T23:30:00-00:45", "2024-01-15T23:59:59.999999999Z", "2024-02-29", "2024-02-30", "2024-01-15Tfoo",
        "2024-01",
    ]
    /// Strings that only operands have, to see that they are told from operators, blanks and dates.
    static let traps = [
        " x", "x ", " ", "=x", "~x", ">1", "<1", "!x", "*x", "=", "-x", "[", "]", "a]b", "'", "\"", "\n", "\u{0}",
        "\\'", "$", "#", "?",
        "2024-01-15T12:00:00 02:00", "2024-13-01", ",", ",,", "&", ";", "+", "a++b", "%", "%2B", "@.a", "/x/",
        "\u{2028}",
    ]
    static let numbers = [
        "1", "10", "9", "1.0", "1e1", "1E+1", "-1", "0", "-0", "0.5", "1e400", "9007199254740993", "100",
    ]

    mutating func word() -> String {
        switch random.below(8) {
        case 0, 1: pick(Self.digits)
        case 2, 3: pick(Self.times)
        default: pick(Self.words)
        }
    }

    mutating func name() -> String {
        switch random.below(12) {
        case 0: pick(Self.wordNames)
        case 1: random.once(in: 2) ? pick(Self.oddNames) : pick(Self.wordNames)
        default: pick(Self.plainNames)
        }
    }

    mutating func number() -> JSONNumber { JSONNumber(pick(Self.numbers)) ?? 0 }

    mutating func scalar() -> JSONValue {
        switch random.below(10) {
        case 0: .null
        case 1: .bool(random.once(in: 2))
        case 2, 3: .number(number())
        default: .string(word())
        }
    }

    mutating func value(depth: Int) -> JSONValue {
        switch random.below(depth > 0 ? 10 : 5) {
        case 5, 6: .array(many(0...3) { $0.value(depth: depth - 1) })
        case 7, 8, 9: .object(object(depth: depth - 1))
        default: scalar()
        }
    }

    mutating func object(depth: Int) -> JSONObject {
        JSONObject(many(0...4) { JSONObject.Member(name: $0.name(), value: $0.value(depth: depth)) })
    }

    /// Resources of any shape, with identifiers of their own.
    mutating func resources(_ count: Int) throws -> [JSONDocument] {
        let identifiers = ["10", "2", "B", "a", "é", "e\u{301}", "～", "😀", "1", "", "a/b", "2024-01-15"]
        return try identifiers.prefix(count).shuffled(using: &random).map { identifier in
            var object = JSONObject(
                Self.plainNames.filter { _ in !random.once(in: 4) }
                    .map { JSONObject.Member(name: $0, value: value(depth: 3)) })
            object = JSONObject(object.members + self.object(depth: 2).members)
            object["id"] = nil
            var members = object.members
            members.insert(
                JSONObject.Member(name: "id", value: .string(identifier)), at: random.below(members.count + 1))
            return try JSONDocument(parsing: text(.object(JSONObject(members))))
        }
    }

    /// The value as a JSON text with blanks and escapes here and there.
    mutating func text(_ value: JSONValue) -> String {
        switch value {
        case .null, .bool, .number: value.description
        case .string(let text): quoted(text)
        case .array(let elements):
            "[" + blank() + elements.map { text($0) }.joined(separator: "," + blank()) + blank() + "]"
        case .object(let object):
            "{" + blank()
                + object.members.map { member in
                    // Of a name that is repeated the last member counts.
                    let isRepeated = random.once(in: 40)
                    return (isRepeated ? quoted(member.name) + ":" + text(scalar()) + "," : "")
                        + quoted(member.name) + blank() + ":" + blank() + text(member.value)
                }
                .joined(separator: blank() + ",") + "}"
        }
    }

    private mutating func blank() -> String { random.once(in: 8) ? pick([" ", "\n", "\t "]) : "" }

    private mutating func quoted(_ text: String) -> String {
        let isEscaped = random.once(in: 6)
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                result += "\\" + String(scalar)
            } else if scalar.value < 0x20 || isEscaped {
                for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

// MARK: - Queries as values

extension QueryGenerator {
    static let patterns = [
        "x", "^1", "0$", "^$", "", "a.b", "[0-9]+", "true|x", "T1[02]", "é", "e\u{301}", "/", "\\/", "'", "\"", "^.$",
        "x+", "a,b", ";", "&",
        " ", "\\\\", "[\\]']", "\\[", "(a|b)", "x{1,2}", "%", "\\+", "^2024-01-15", "\\.", "\n", "~", "=",
    ]

    mutating func path() -> FieldPath {
        switch random.below(20) {
        case 0: FieldPath([])
        case 1: FieldPath(["id"])
        default: FieldPath(many(random.once(in: 3) ? 2...3 : 1...1) { $0.name() })
        }
    }

    mutating func operand() -> FilterOperand {
        switch random.below(16) {
        case 0, 1: .number(number())
        case 2: .bool(random.once(in: 2))
        case 3: .null
        case 4: .text(pick(Self.traps))
        default: .text(word())
        }
    }

    mutating func order() -> Filter.Order { pick([.less, .lessOrEqual, .greater, .greaterOrEqual]) }

    mutating func expression() throws -> RegularExpression {
        try RegularExpression(pick(Self.patterns), ignoresCase: random.once(in: 4))
    }

    /// Any filter.
    mutating func filter(depth: Int = 3) throws -> Filter {
        switch random.below(depth > 0 ? 24 : 14) {
        case 0...4: .equals(path(), anyOf: random.once(in: 3) ? many(0...3) { $0.operand() } : [operand()])
        case 5...8: .compare(path(), order(), operand())
        case 9, 10: .matches(path(), try expression())
        case 11, 12: .exists(path())
        case 13: try simplePath()
        case 14, 15, 16: .all(try many(0...3) { try $0.filter(depth: depth - 1) })
        case 17, 18: .any(try many(0...3) { try $0.filter(depth: depth - 1) })
        case 19, 20: .not(try filter(depth: depth - 1))
        default: .anyElement(path(), try filter(depth: depth - 1))
        }
    }

    private mutating func simplePath() throws -> Filter {
        let steps = many(1...2) { generator in
            generator.pick(Self.plainNames) + generator.pick(["", "", "[0]", "[1]", "[-1]", "[*]", "[*][0]"])
        }
        return .path(try JSONPath(steps.joined(separator: "."), dialect: .tmf630))
    }

    mutating func page() -> Page {
        switch random.below(4) {
        case 0: Page(offset: random.below(4), limit: random.below(4))
        case 1: random.once(in: 2) ? Page(limit: random.below(8)) : Page(offset: random.below(12))
        default: Page()
        }
    }

    /// Any query.
    mutating func query() throws -> ReferenceQuery {
        ReferenceQuery(
            filter: random.once(in: 8) ? .all([]) : try filter(),
            fields: random.once(in: 4) ? many(0...3) { $0.path() } : nil,
            sort: random.once(in: 3)
                ? many(1...3) { .init(path: $0.path(), isDescending: $0.random.once(in: 2)) } : [],
            page: page())
    }
}
