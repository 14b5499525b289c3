import TMForum

/// Makes documents and queries whose values meet in all the ways in which values are compared.
struct QueryGenerator: RandomNumberGenerator {
    private static let values = [
        "1", "2", "1.0", "-3.5", "1e400", "12345678901234567890.1", "12345678901234567890.2", #""1""#, #""1.0""#,
        #""10""#,
        #""abc""#, #""abd""#, #""true""#, #""\u0000""#, #""é""#, #""\ud834\udd1e""#, "true", "false", "null",
        #""2026-01-05""#, #""2026-01-05T00:00:00Z""#, #""2026-01-05T23:59:59.9Z""#, #""2026-01-06T01:00:00+02:00""#,
        #""2026-01-06""#, #""2026-01-05T10:00:00""#, #""1969-12-31""#, #""1969-12-31T23:00:00Z""#, #""2026""#, #""""#,
        #""\#(String(repeating: "long", count: 260))a""#, #""\#(String(repeating: "long", count: 260))b""#,
    ]

    private static let states: [FilterOperand] = [.text("open"), .text("done"), .text("none")]

    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    /// A document with none, one or several values.
    mutating func document(_ number: Int) -> String {
        let values = (0..<below(4)).map { _ in Self.values[below(Self.values.count)] }
        let list = values.map { #"{"x":\#($0)}"# }.joined(separator: ",")
        let attribute =
            switch values.count {
            case 0: ""
            case 1: #","v":{"x":\#(values[0])}"#
            default: below(2) == 0 ? #","v":[\#(list)]"# : #","v":{"x":[\#(values.joined(separator: ","))]}"#
            }
        let date = below(10) == 0 ? "" : #","d":"2026-01-0\#(1 + below(9))T00:00:00Z""#
        let state = below(3) == 0 ? "done" : "open"
        return #"{"id":"\#(number % 50)","g":\#(number % 7),"s":"\#(state)"\#(date)\#(attribute)}"#
    }

    private mutating func operand() -> FilterOperand {
        let value = try? JSONValue(parsing: Self.values[below(Self.values.count)])
        return switch value {
        case .string(let text): .text(text)
        case .number(let number): below(2) == 0 ? .number(number) : .text(number.text)
        case .bool(let value): .bool(value)
        default: .null
        }
    }

    private mutating func condition(_ path: FieldPath) -> Filter {
        let orders: [Filter.Order] = [.less, .lessOrEqual, .greater, .greaterOrEqual]
        switch below(10) {
        case 0: return .not(condition(path))
        case 1: return .exists(path)
        case 2...4: return .equals(path, anyOf: (0...below(3)).map { _ in operand() })
        case 5: return .anyElement("v", .all([condition("x"), condition("x")]))
        default: return .compare(path, orders[below(4)], operand())
        }
    }

    private mutating func filter(_ path: FieldPath) -> Filter {
        switch below(6) {
        case 0: .all([])
        case 1: condition(path)
        case 2: .any([condition(path), condition(path)])
        case 3: .all([condition(path), .equals("g", .number(JSONNumber(below(8))))])
        case 4:
            .all([
                .compare(path, below(2) == 0 ? .greater : .greaterOrEqual, operand()),
                .compare(path, below(2) == 0 ? .less : .lessOrEqual, operand()),
            ])
        default: .all([condition(path), condition(path), condition("g")])
        }
    }

    /// A query by a path, in some order and for some page.
    mutating func query(_ path: FieldPath) -> ResourceQuery {
        let keys = [
            SortKey(path), SortKey(path, isDescending: true), SortKey("g", isDescending: true),
            SortKey(path, isNumeric: true),
        ]
        let sort = below(2) == 0 ? [] : (0...below(2)).map { _ in keys[below(keys.count)] }
        return ResourceQuery(
            filter: filter(path), sort: sort,
            page: Page(offset: below(3) == 0 ? below(30) : 0, limit: below(3) == 0 ? nil : below(40)))
    }

    /// A query that indexes on `s` and `d` answer alone: each has one value of one kind at most.
    mutating func exactQuery() -> ResourceQuery {
        func date() -> FilterOperand { .text("2026-01-0\(1 + below(9))T00:00:00Z") }
        let conditions: [Filter] = [
            .equals("s", anyOf: (0...below(2)).map { _ in Self.states[below(3)] }),
            .compare("d", .greaterOrEqual, date()),
            .compare("d", .less, date()), .equals("g", .number(JSONNumber(below(8)))),
        ]
        let chosen = conditions.filter { _ in below(2) == 0 }
        let sort = below(4) == 0 ? [] : [SortKey("d" as FieldPath, isDescending: below(2) == 0)]
        return ResourceQuery(
            filter: below(6) == 0 ? .any(chosen) : .all(chosen), sort: sort,
            page: Page(offset: below(2) == 0 ? below(60) : 0, limit: below(6) == 0 ? nil : below(12)))
    }
}
