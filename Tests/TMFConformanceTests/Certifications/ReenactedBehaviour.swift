import TMFJSON

/// What a certified system does otherwise than a server that does everything right, as far as its report shows it.
///
/// The sizes of the answers are a part of that: they tell an array from an object, and a choice of attributes from all.
struct ReenactedBehaviour: Sendable, Hashable {
    /// Rows that are alike and were there before the run.
    struct Rows: Sendable, Hashable {
        var count: Int
        var direction: String
        var reason: String
        /// The size of all of them together.
        var bytes: Int
        /// The size of all of them together with `fields=id`, or `nil` if that says nothing of them.
        var projectedBytes: Int?
    }

    /// What comes of `fields`.
    enum Selection: Sendable, Hashable {
        /// Every attribute.
        case ignored
        /// The body `null`.
        case null
        /// The attributes that were asked for, and others.
        case generous
    }

    /// What comes of PATCH.
    struct Change: Sendable, Hashable {
        var status: Int
        var isMade: Bool
    }

    /// Scheme, host and port of the URLs that the kit was given.
    var origin: String
    /// The path of the API, with slashes at both ends.
    var basePath: String
    /// The last part of the collection's path.
    var collection: String
    /// The id of the first created row; later ones are incremented from it.
    var firstID: String
    /// Whether a body that was sent before creates nothing, and is answered with the row that it created.
    var createsEqualBodiesOnce: Bool
    /// What `href` is before its last segment.
    var hrefPrefix: String
    /// Whether the last segment of `href` is the id of the engaged party, instead of the row's own.
    var endsHrefWithParty: Bool
    /// Whether rows hold `@type`.
    var holdsType: Bool
    /// How many characters the server adds to a row, in an attribute of its own; `nil` if it adds none.
    var addedLength: Int?
    /// By how many bytes a row differs from the answer that created it, in the order of creation.
    var readDifferences: [Int]
    var createdStatus: Int
    /// The status for an id that is unknown.
    var missingStatus: Int
    /// The size of the body for an id that is unknown.
    var missingBytes: Int
    /// Whether a single row is answered as an array.
    var readsArrays: Bool
    /// Whether a list of one row is answered as an object.
    var listsObject: Bool
    /// How many rows a list holds at most, or `nil` if it holds all.
    var pageSize: Int?
    var ignoresFilters: Bool
    var selection: Selection
    /// What comes of PATCH, or `nil` if the kit did not ask for any.
    var change: Change?
    /// The rows that were there before the run, oldest first.
    var rowsBefore: [Rows]
    /// The body of the first POST, or `nil` for that of the kit.
    var payload: JSONValue?

    /// What the kit was given as the URL of the API.
    var baseURL: String { origin + basePath }
    /// The name of the attribute that the server adds.
    var addedName: String { collection == "customer" ? "statusReason" : "description" }
}

extension ReenactedBehaviour {
    /// Returns a row without what the server adds.
    func row(id: String, body: JSONObject) -> JSONObject {
        let end = endsHrefWithParty ? body["engagedParty"]?["id"]?.stringValue ?? "" : id
        var row: JSONObject = ["id": .string(id), "href": .string(hrefPrefix + end)]
        for member in body where row[member.name] == nil { row[member.name] = member.value }
        if holdsType {
            row["@type"] = row["@type"] ?? (collection == "customer" ? "Customer" : "PartyInteraction")
        } else {
            row["@type"] = nil
        }
        return row
    }

    /// Returns a row with what the server adds, unless the client has sent that attribute.
    func completed(_ row: JSONObject, difference: Int = 0) -> JSONObject {
        guard let addedLength, row[addedName] == nil else { return row }
        var row = row
        row[addedName] = .string(Self.filler(addedLength + difference))
        return row
    }

    static func filler(_ length: Int) -> String { String(repeating: "x", count: max(length, 0)) }

    static func size(_ object: JSONObject) -> Int { JSONValue.object(object).serialized().count }

    /// The id that comes a number of creations after an id: its last digits are incremented.
    static func id(_ id: String, _ distance: Int) -> String {
        let digits = String(id.reversed().prefix { $0.isASCII && $0.isNumber }.prefix(18).reversed())
        let number = String((Int(digits) ?? 0) + distance)
        return id.dropLast(digits.count) + String(repeating: "0", count: max(digits.count - number.count, 0)) + number
    }
}
