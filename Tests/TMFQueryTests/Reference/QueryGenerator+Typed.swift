import TMFJSON
import TMFModels
import TMFQuery
import _TMFTestSupport

/// A resource with attributes of the types that ``PartyInteraction`` has none of.
struct TaggedResource: Model {
    var id: String?
    var isOpen: Bool?
    var rank: JSONNumber?
    var tag: [String] = []
    var date: [Timestamp] = []
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \TaggedResource.id)
        let isOpen = Attribute("isOpen", \TaggedResource.isOpen)
        let rank = Attribute("rank", \TaggedResource.rank)
        let tag = Attribute("tag", \TaggedResource.tag)
        let date = Attribute("date", \TaggedResource.date)
    }
    static let attributes = AttributeSet<TaggedResource>(Attributes())
}

// MARK: - Resources

extension QueryGenerator {
    /// Resources with the attributes of the models, some of them in shapes that the models do not have.
    ///
    /// Numbers are numbers and no strings: a typed query may ask for them as text, which has another order.
    mutating func modelResources(_ count: Int) throws -> [JSONDocument] {
        try (1...count).map { number in
            var members = [
                JSONObject.Member(name: "id", value: .string("\(number)")),
                member("status") { .string($0.status().rawValue) },
                member("direction") { .string($0.pick(["inbound", "outbound"])) },
                member("reason") { .string($0.word()) },
                member("description") { .string($0.word()) },
                member("creationDate") { .string($0.pick(Self.times)) },
                member("statusChangeDate") { .string($0.pick(Self.times)) },
                member("@type") { .string($0.pick(["PartyInteraction", "x"])) },
                member("isOpen") { .bool($0.random.once(in: 2)) },
                member("tag") { .array($0.many(0...3) { .string($0.word()) }) },
                member("date") { .array($0.many(0...3) { .string($0.pick(Self.times)) }) },
                member("interactionDate") { generator in
                    .object(
                        JSONObject([
                            generator.member("startDateTime") { .string($0.pick(Self.times)) },
                            generator.member("endDateTime") { .string($0.pick(Self.times)) },
                        ]))
                },
            ]
            members += [
                JSONObject.Member(name: "rank", value: amount()),
                member("note") { $0.elements(["author", "text", "date"]) },
                member("relatedParty") { $0.elements(["id", "name", "role", "@referredType"]) },
                member("channel") { $0.elements(["id", "name", "role"]) },
                member("attachment") { generator in
                    .array(
                        generator.many(0...3) { generator in
                            let size: JSONObject = ["amount": generator.amount(), "units": .string(generator.word())]
                            var members = generator.object(["name", "url"]).members
                            if !generator.random.once(in: 4) {
                                members.append(.init(name: "size", value: .object(size)))
                            }
                            return .object(JSONObject(members))
                        })
                },
            ]
            members.removeAll { $0.name != "id" && random.once(in: 6) }
            return try JSONDocument(parsing: text(.object(JSONObject(members.shuffled(using: &random)))))
        }
    }

    /// A word that does not look like a number, as which an equality would be read.
    mutating func plainWord() -> String {
        while true {
            let word = word()
            if JSONNumber(word) == nil { return word }
        }
    }

    /// A member that at times holds something else than it should.
    private mutating func member(_ name: String, _ value: (inout Self) -> JSONValue) -> JSONObject.Member {
        let value = value(&self)
        switch random.below(12) {
        case 0: return JSONObject.Member(name: name, value: scalar())
        case 1: return JSONObject.Member(name: name, value: .array([value, .null]))
        case 2: return JSONObject.Member(name: name, value: .array([.array([value])]))
        default: return JSONObject.Member(name: name, value: value)
        }
    }

    private mutating func object(_ names: [String]) -> JSONObject {
        JSONObject(
            names.filter { _ in !random.once(in: 4) }.map { name in
                member(name) { .string(name == "date" ? $0.pick(Self.times) : $0.word()) }
            })
    }

    private mutating func elements(_ names: [String]) -> JSONValue { .array(many(0...3) { .object($0.object(names)) }) }

    private mutating func amount() -> JSONValue {
        switch random.below(8) {
        case 0: .null
        case 1: .array([.number(number()), .array([.number(number())])])
        case 2: .bool(true)
        default: .number(number())
        }
    }

    private mutating func status() -> PartyInteractionStatus { pick([.open, .inProgress, .completed, "waiting"]) }
}

// MARK: - Conditions

extension QueryGenerator {
    /// A typed query, and what it asks for in words of the query language.
    struct TypedQuery<Resource: Model> {
        var query: Query<Resource>
        var meaning: ReferenceQuery
    }

    private mutating func time() throws -> Timestamp {
        try Timestamp(pick(Self.times.filter { (try? Timestamp($0)) != nil }))
    }

    /// The number of conditions on an interaction that ``interactionQuery(_:)`` knows.
    static var interactionConditions: Int { 36 }

    /// A query of interactions with a certain condition, and perhaps more of its kind, an order, a selection and a page.
    mutating func interactionQuery(_ number: Int) throws -> TypedQuery<PartyInteraction> {
        var (query, filter) = try interactionCondition(number, Query())
        if random.once(in: 4) {
            let more: Filter
            (query, more) = try interactionCondition(random.below(Self.interactionConditions), query)
            filter = .all([filter, more])
        }
        var meaning = ReferenceQuery(filter: filter)
        if random.once(in: 3) {
            query = query.sorted { [$0.creationDate.descending, $0.relatedParty.name.ascending] }
            meaning.sort = [.init(path: "creationDate", isDescending: true), .init(path: "relatedParty.name")]
        }
        if random.once(in: 3) {
            query = query.selecting { [$0.reason, $0.attachment.size.amount, $0.note] }
            meaning.fields = ["reason", "attachment.size.amount", "note"]
        }
        if random.once(in: 3) {
            meaning.page = Page(offset: random.below(3), limit: random.below(5))
            query = query.page(offset: meaning.page.offset, limit: meaning.page.limit)
        }
        return TypedQuery(query: query, meaning: meaning)
    }

    private mutating func interactionCondition(
        _ number: Int, _ all: Query<PartyInteraction>
    ) throws -> (Query<PartyInteraction>, Filter) {
        let (word, other, status, time, size) = (plainWord(), plainWord(), status(), try self.time(), self.number())
        let (least, greatest) = (min(word, other), max(word, other))
        let later = max(time, try self.time())
        let expression = try expression()
        switch number {
        case 0: return (all.filter { $0.status == status }, .equals("status", .text(status.rawValue)))
        case 1: return (all.filter { $0.status != status }, .notEquals("status", .text(status.rawValue)))
        case 2: return (all.filter { $0.reason.equals(word) }, .equals("reason", .text(word)))
        case 3: return (all.filter { $0.reason.notEquals(word) }, .notEquals("reason", .text(word)))
        case 4:
            return (
                all.filter { $0.reason.isIn([word, other]) }, .equals("reason", anyOf: [.text(word), .text(other)])
            )
        case 5: return (all.filter { $0.reason.isIn([]) }, .any([]))
        case 6: return (all.filter { $0.reason < word }, .compare("reason", .less, .text(word)))
        case 7: return (all.filter { $0.reason <= word }, .compare("reason", .lessOrEqual, .text(word)))
        case 8: return (all.filter { $0.reason > word }, .compare("reason", .greater, .text(word)))
        case 9: return (all.filter { $0.reason >= word }, .compare("reason", .greaterOrEqual, .text(word)))
        case 10:
            return (
                all.filter { $0.creationDate.isLess(than: time) }, .compare("creationDate", .less, .text(time.text))
            )
        case 11:
            return (
                all.filter { $0.creationDate.isAtMost(time) }, .compare("creationDate", .lessOrEqual, .text(time.text))
            )
        case 12:
            return (
                all.filter { $0.creationDate.isGreater(than: time) },
                .compare("creationDate", .greater, .text(time.text))
            )
        case 13:
            return (
                all.filter { $0.creationDate.isAtLeast(time) },
                .compare("creationDate", .greaterOrEqual, .text(time.text))
            )
        case 14:
            return (
                all.filter { $0.creationDate.isIn(time..<later) },
                .all([
                    .compare("creationDate", .greaterOrEqual, .text(time.text)),
                    .compare("creationDate", .less, .text(later.text)),
                ])
            )
        case 15:
            return (
                all.filter { $0.reason.isIn(least...greatest) },
                .all([
                    .compare("reason", .greaterOrEqual, .text(least)),
                    .compare("reason", .lessOrEqual, .text(greatest)),
                ])
            )
        case 16: return (all.filter { $0.creationDate == time }, .equals("creationDate", .text(time.text)))
        case 17: return (all.filter { $0.creationDate != time }, .notEquals("creationDate", .text(time.text)))
        case 18: return (all.filter { $0.description.matches(expression) }, .matches("description", expression))
        case 19:
            return (
                try all.filter { try $0.note.text.matches("^[a-x]", ignoresCase: true) },
                .matches("note.text", try RegularExpression("^[a-x]", ignoresCase: true))
            )
        case 20: return (all.filter { $0.relatedParty.name == word }, .equals("relatedParty.name", .text(word)))
        case 21: return (all.filter { $0.relatedParty.referredType.exists }, .exists("relatedParty.@referredType"))
        case 22: return (all.filter { !$0.note.exists }, .not(.exists("note")))
        case 23:
            return (
                all.filter { $0.attachment.size.amount == size }, .equals("attachment.size.amount", .number(size))
            )
        case 24:
            return (
                all.filter { $0.attachment.size.amount > size },
                .compare("attachment.size.amount", .greater, .number(size))
            )
        case 25:
            return (
                all.filter { $0.attachment.size.amount.isIn(size...max(size, 10)) },
                .all([
                    .compare("attachment.size.amount", .greaterOrEqual, .number(size)),
                    .compare("attachment.size.amount", .lessOrEqual, .number(max(size, 10))),
                ])
            )
        case 26: return (all.filter { $0.status == status && $0.reason > word }, try both(status, word, isAll: true))
        case 27: return (all.filter { $0.status == status || $0.reason > word }, try both(status, word, isAll: false))
        case 28:
            return (
                all.filter { !($0.status == status && $0.reason > word) }, .not(try both(status, word, isAll: true))
            )
        case 29:
            return (
                all.filter { .all(of: [$0.reason.exists, $0.direction != .inbound]) },
                .all([.exists("reason"), .notEquals("direction", .text("inbound"))])
            )
        case 30:
            return (
                all.filter { .any(of: [$0.reason == word, $0.description == other, $0.type == "x"]) },
                .any([
                    .equals("reason", .text(word)), .equals("description", .text(other)), .equals("@type", .text("x")),
                ])
            )
        case 31: return (all.filter { _ in .any(of: []) }, .any([]))
        case 32: return (all.filter { _ in .all(of: []) }, .all([]))
        case 33:
            return (
                all.filter { $0.relatedParty.any { $0.name >= word && $0.role != other } },
                .anyElement(
                    "relatedParty",
                    .all([.compare("name", .greaterOrEqual, .text(word)), .notEquals("role", .text(other))]))
            )
        case 34:
            return (
                all.filter { !$0.attachment.any { $0.size.amount < size || !$0.url.exists } },
                .not(
                    .anyElement(
                        "attachment", .any([.compare("size.amount", .less, .number(size)), .not(.exists("url"))])))
            )
        default:
            return (
                all.filter { $0.interactionDate.startDateTime > time }.filter { $0.note.any { $0.author == word } },
                .all([
                    .compare("interactionDate.startDateTime", .greater, .text(time.text)),
                    .anyElement("note", .equals("author", .text(word))),
                ])
            )
        }
    }

    private func both(_ status: PartyInteractionStatus, _ reason: String, isAll: Bool) throws -> Filter {
        let filters: [Filter] = [
            .equals("status", .text(status.rawValue)), .compare("reason", .greater, .text(reason)),
        ]
        return isAll ? .all(filters) : .any(filters)
    }

    /// The number of conditions that ``taggedQuery(_:)`` knows.
    static var taggedConditions: Int { 8 }

    /// A query with a certain condition on attributes of other types.
    mutating func taggedQuery(_ number: Int) throws -> TypedQuery<TaggedResource> {
        let all = Query<TaggedResource>()
        let (word, time, rank, isOpen) = (plainWord(), try time(), self.number(), random.once(in: 2))
        let (query, filter): (Query<TaggedResource>, Filter) =
            switch number {
            case 0: (all.filter { $0.isOpen == isOpen }, .equals("isOpen", .bool(isOpen)))
            case 1: (all.filter { $0.isOpen != isOpen }, .notEquals("isOpen", .bool(isOpen)))
            case 2: (all.filter { $0.tag.contains(word) }, .equals("tag", .text(word)))
            case 3: (all.filter { !$0.date.contains(time) }, .notEquals("date", .text(time.text)))
            case 4: (all.filter { $0.rank <= rank }, .compare("rank", .lessOrEqual, .number(rank)))
            case 5: (all.filter { $0.rank.isIn([rank, 1]) }, .equals("rank", anyOf: [.number(rank), .number(1)]))
            case 6: (all.filter { !($0.rank >= rank) }, .not(.compare("rank", .greaterOrEqual, .number(rank))))
            default:
                (
                    all.filter { $0.isOpen.isIn([true]) || $0.rank < rank },
                    .any([.equals("isOpen", .bool(true)), .compare("rank", .less, .number(rank))])
                )
            }
        return TypedQuery(query: query, meaning: ReferenceQuery(filter: filter))
    }
}
