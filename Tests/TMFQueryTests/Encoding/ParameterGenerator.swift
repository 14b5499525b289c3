import _TMFTestSupport

/// Makes lists of parameters from a seed, decoded, as TM Forum clients send them.
///
/// A list holds up to four conditions on attributes of a PartyInteraction and up to three of `fields`, `sort`, `limit` and
/// `offset`, in any order. Values are what a client's variables hold, so nothing in them is encoded or escaped.
struct ParameterGenerator {
    typealias Parameter = (name: String, value: String)

    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func parameters() -> [Parameter] {
        var result: [Parameter] = []
        for _ in 0..<random.below(5) { result += condition() }
        for name in ["fields", "sort", "limit", "offset"].shuffled(using: &random).prefix(random.below(4)) {
            result.append((name, selection(name)))
        }
        result.shuffle(using: &random)
        return result
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[random.below(elements.count)] }
}

// MARK: - Conditions

extension ParameterGenerator {
    private static let texts = [
        "open", "inbound", "Hello", "billing question", "Hello, world", "R&D", "R&D; a=b", "a+b", "1 + 1 = 2", "a;b",
        "x=y", "a == b", "say \"it's\"", "O'Brien", "Größe über 10 €", "e\u{301}", "日本語 テスト", "👍🏽 ok", "C:\\temp\\x",
        "a\\,b", "100%", "50% off, today", "%41", "%2C", "#1 priority", "why?", "a/b", "[draft] {x}", "<b>bold</b>",
        "a|b^c`d", "$5 @ 10:30!", "(*)~", "line\nbreak", "tab\there", " blank before", "blank after ", "a  b", ",",
        "a,,b", "null", "true", "-1", "*", "ends with \\",
    ]
    private static let numbers = ["0", "500", "-1", "499.5", "1e3", "+5", "9007199254740993", "007"]
    private static let times = [
        "2026-02-01T09:00:00Z", "2026-02-01T09:00:00.5Z", "2026-02-01T11:00:00+02:00", "2026-01-31T22:15:00-10:45",
        "2026-02-01",
    ]
    private static let patterns = [
        "^[Bb]illing", "lling$", "a.b", "open|closed", "[0-9]+", "R&D", "x{1,2}", "\\d+ %", "(a|b);c", "Größe", "a=b",
        "^$", "1 \\+ 1",
    ]
    private static let textNames = [
        "status", "direction", "reason", "description", "note.text", "note.author", "channel.name", "relatedParty.id",
        "relatedParty.@referredType", "@type", "attachment.name", "größe", "x-note",
    ]
    private static let timeNames = ["creationDate", "statusChangeDate", "interactionDate.startDateTime", "note.date"]
    private static let numberNames = ["score", "attachment.size", "attachment.size.amount"]

    /// One condition, most often one parameter.
    private mutating func condition() -> [Parameter] {
        switch random.below(9) {
        case 0, 1: [(pick(Self.textNames), pick(Self.texts))]
        case 2: [(pick(Self.textNames), list())]
        case 3: repeated()
        case 4: [suffixed()]
        case 5: [(pick(Self.textNames) + ".regex", pick(Self.patterns))]
        case 6: [symbolic()]
        default: [("filter", filter())]
        }
    }

    /// Two to four values with commas between them.
    private mutating func list() -> String {
        var values: [String] = []
        for _ in 0..<(2 + random.below(3)) { values.append(pick(Self.texts)) }
        return values.joined(separator: pick([",", ",", ", "]))
    }

    /// A name two or three times, with a value each.
    private mutating func repeated() -> [Parameter] {
        let name = pick(Self.textNames)
        var result: [Parameter] = []
        for _ in 0..<(2 + random.below(2)) { result.append((name, pick(Self.texts))) }
        return result
    }

    /// A name with values that are compared in order: numbers or times.
    private mutating func ordered() -> (name: String, values: [String]) {
        random.once(in: 2) ? (pick(Self.numberNames), Self.numbers) : (pick(Self.timeNames), Self.times)
    }

    /// An operator as a suffix of the name: `score.gte` with `500`, now and then with two values.
    private mutating func suffixed() -> Parameter {
        let (name, values) = random.once(in: 4) ? (pick(Self.textNames), Self.texts) : ordered()
        let suffix = pick([".eq", ".ne", ".gt", ".gte", ".lt", ".lte"])
        return (name + suffix, pick(values) + (random.once(in: 6) ? "," + pick(values) : ""))
    }

    /// An operator as a sign, which clients give as a part of the name.
    ///
    /// As they add `=` themselves, `score>` with `500` becomes `score>=500`, and `score>500` goes without a value.
    private mutating func symbolic() -> Parameter {
        let (name, values) = ordered()
        let value = pick(values)
        return switch random.below(6) {
        case 0, 1: (name + pick([">", "<"]), value)
        case 2: (name + pick([">=", "<="]), value)
        case 3: (name + pick([">", "<"]) + value, "")
        case 4: (pick(Self.textNames) + "!", pick(Self.texts))
        default: (pick(Self.textNames) + "*", pick(Self.patterns))
        }
    }
}

// MARK: - Filters and selections

extension ParameterGenerator {
    /// One to three JSON paths with commas between them.
    private mutating func filter() -> String {
        var paths = [path()]
        while paths.count < 3, random.once(in: 4) { paths.append(path()) }
        return paths.joined(separator: pick([",", ", "]))
    }

    private mutating func path() -> String {
        let terms = [test(), test()].joined(separator: pick([" && ", "&&", " || "]))
        let expression = random.once(in: 2) ? test() : random.once(in: 3) ? "!(" + terms + ")" : terms
        let elements = pick(["", "", "$."]) + pick(["relatedParty", "note", "attachment", "channel"])
        return elements + "[?(" + expression + ")]" + pick(["", "", "", ".id"])
    }

    /// A condition on an element: `@.role == 'agent'`.
    private mutating func test() -> String {
        let blank = pick(["", " "])
        return switch random.below(6) {
        case 0:
            "@.size" + blank + pick([">", ">=", "<", "<=", "==", "!="]) + blank + pick(["300", "1.5", "-1", "1e3"])
        case 1: "@.name" + blank + "=~" + blank + pick(["/^R&D/", "/a|b/i", "/[,;]/", "/it's/", "/Größe \\d+%/"])
        case 2: "@." + pick(["name", "validFor.endDateTime"])
        case 3: "@['@referredType']" + blank + "==" + blank + quoted()
        default: "@." + pick(["id", "role", "author", "text"]) + blank + pick(["==", "!="]) + blank + quoted()
        }
    }

    /// A text in quotation marks, with a backslash before what would end it.
    private mutating func quoted() -> String {
        let mark = pick(["'", "\""])
        let text = pick(Self.texts).replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
            .replacing("\t", with: "\\t").replacing(mark, with: "\\" + mark)
        return mark + text + mark
    }

    /// The value of a parameter that selects what of the answer is wanted; now and then empty.
    private mutating func selection(_ name: String) -> String {
        if random.once(in: 5) { return "" }
        return switch name {
        case "fields": pick(["id", "id,status", "id, reason", "none", "relatedParty.id,note.text", "@type,größe"])
        case "sort": pick(["creationDate", "-creationDate", "+creationDate", "-score,+id", "status, -creationDate"])
        case "limit": pick(["0", "1", "20", "1000"])
        default: pick(["0", "1", "40"])
        }
    }
}
