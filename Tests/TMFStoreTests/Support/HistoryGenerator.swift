import TMFJSON
import TMFQuery
import TMFStore
import _TMFTestSupport

/// Makes the steps of a history from a seed.
struct HistoryGenerator {
    static let collections: [CollectionName] = ["partyInteraction", "customer", "Customer"]

    /// Identifiers that a careless store takes for one another are among them.
    static let ids: [String] =
        (0..<28).map(String.init) + ["01", "1.0", "a", "A", "é", "e\u{301}", "", "a/b", "a b", "'", "\u{0}", "😀"]

    /// Queries of every kind, all of which some documents match and some do not.
    static let queries: [String] = [
        "", "status=open", "status=open,closed", "status=open;direction=inbound", "status!=open", "status=Open",
        "direction=outbound&status=closed", "relatedParty.id=42", "relatedParty.id=42&relatedParty.role=user",
        "relatedParty.role=user,agent", "relatedParty.id>41", "relatedParty.role!=user", "relatedParty.role*=^u",
        "filter=relatedParty[?(@.id=='42' && @.role=='user')]", "filter=relatedParty[?(@.role=='agent')]&status=open",
        "filter=relatedParty", "filter=$..role", "filter=channel[1]", "filter=$[?(!@.status)]",
        "filter=$[?(@.creationDate>='2024-01-10' && @.creationDate<'2024-01-20')]", "channel.name=web",
        "channel.name*=e", "status*=^(open|closed)$", "creationDate=2024-01-15", "creationDate>2024-01-15",
        "creationDate<=2024-01-15T12:00:00Z", "creationDate>=2024-01-10&creationDate<2024-01-20",
        "creationDate!=2024-01-15", "priority=1", "priority>1", "priority<=2&priority>0", "priority=true",
        "status=null", "absent=1", "absent!=1", "id=1,2,3,4,5", "relatedParty.id=42&limit=2", "status=open&offset=1",
        "limit=0", "offset=3&limit=4", "sort=status", "sort=-status,id", "sort=creationDate",
        "sort=-creationDate&limit=5",
        "sort=-priority,creationDate&offset=2", "sort=relatedParty.id&status!=closed", "sort=-channel.name&status=open",
        "sort=absent", "fields=status&sort=priority", "offset=100", "status=open&sort=-id&offset=1&limit=2",
    ]

    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[random.below(elements.count)] }

    mutating func key() -> ResourceKey { ResourceKey(pick(Self.collections), pick(Self.ids)) }

    // MARK: - Changes

    /// Changes of one commit: most of them possible, some not.
    mutating func changes(_ model: HistoryModel) throws -> [StoreChange] {
        if random.once(in: 25) { return [] }
        // Whether a change is possible depends on those before it.
        let number = model.sequence + 1
        var model = model
        var changes: [StoreChange] = []
        for _ in 0..<1 + random.below(5) {
            // Identifiers come up again within a commit.
            let key = random.once(in: 3) ? changes.last?.key ?? key() : key()
            let change = try change(key, model.resource(for: key), number)
            changes.append(change)
            _ = try? model.commit([change])
        }
        return changes
    }

    private mutating func change(
        _ key: ResourceKey, _ present: StoredResource?, _ number: UInt64
    ) throws -> StoreChange {
        if random.once(in: 12) {
            // More often than not this cannot be made.
            switch random.below(3) {
            case 0: return .create(key, try document(key.id))
            case 1: return .replace(key, try document(key.id), revision: UInt64(random.below(Int(number) + 3)))
            default: return .delete(key, revision: random.once(in: 2) ? nil : number)
            }
        }
        guard let present else { return .create(key, try document(key.id)) }
        // What an earlier change of this commit left has the number of the commit.
        let revision = random.once(in: 3) ? min(present.revision, number) : nil
        return random.below(5) < 3
            ? .replace(key, try document(key.id), revision: revision) : .delete(key, revision: revision)
    }

    // MARK: - Documents

    /// A document in the manner of a party interaction, with what real ones have and what they should not.
    mutating func document(_ id: String) throws -> JSONDocument {
        if random.once(in: 40) {
            return try JSONDocument(parsing: pick(["[]", "null", "42", #""open""#, "{}", "[{}]"]))
        }
        var members: [String] = []
        if !random.once(in: 10) { members.append("\"id\": \(string(id))") }
        add("status", &members) {
            $0.pick([#""open""#, #""closed""#, #""Open""#, "null", "1", #"["open","closed"]"#, "{}"])
        }
        add("direction", &members) { $0.pick([#""inbound""#, #""outbound""#, "true", #"["inbound"]"#]) }
        add("relatedParty", &members) { $0.parties() }
        add("channel", &members) {
            $0.pick(["[]", #"[{"name":"web"}]"#, #"[{"name":"web"},{"name":"phone"}]"#, #""web""#])
        }
        add("creationDate", &members) { $0.date() }
        add("priority", &members) {
            $0.pick(["1", "2", "1.0", "2e0", #""1""#, "true", #""true""#, "[0,3]", "-1", "9007199254740993", "null"])
        }
        if random.once(in: 20) { members.append(#""status":"open""#) }
        for place in members.indices.dropFirst() { members.swapAt(place, random.below(place + 1)) }
        let separator = pick([",", ", ", ",\n  "])
        return try JSONDocument(parsing: "{" + members.joined(separator: separator) + "}")
    }

    private mutating func add(_ name: String, _ members: inout [String], _ value: (inout Self) -> String) {
        if !random.once(in: 5) { members.append("\"\(name)\":" + value(&self)) }
    }

    private func string(_ text: String) -> String {
        String(decoding: JSONValue.string(text).serialized(), as: UTF8.self)
    }

    private mutating func parties() -> String {
        let parties = (0..<random.below(4)).map { _ in
            "{\"id\":\(pick([#""42""#, "42", #""41""#, #""43""#, "42.0"]))"
                + (random.once(in: 4) ? "}" : ",\"role\":\"\(pick(["user", "agent", "User", "us\\u0065r"]))\"}")
        }
        return parties.count == 1 && random.once(in: 2) ? parties[0] : "[" + parties.joined(separator: ",") + "]"
    }

    private mutating func date() -> String {
        let day = 8 + random.below(14)
        let date = "2024-01-\(day < 10 ? "0" : "")\(day)"
        let time = "T\(pick(["00:00", "12:00", "23:30"])):00" + pick(["", ".5", ".500", ".000000001"])
        return pick([
            "\"\(date)\"", "\"\(date)\(time)Z\"", "\"\(date)\(time)+01:00\"", "\"\(date)\(time)-05:30\"",
            "\"\(date)\(time)Z\"",
            "[\"\(date)\",\"2024-01-15\"]", "20240115", "\"yesterday\"",
        ])
    }
}
