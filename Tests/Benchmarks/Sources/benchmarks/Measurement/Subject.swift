/// What is measured: an operation of the library, or of a peer.
enum Subject: String, CaseIterable, Codable {
    /// Parsing to a `JSONDocument`.
    case documentRead = "JSONDocument(parsing:)"
    /// Parsing to a `JSONValue`.
    case valueRead = "JSONValue(parsing:)"
    /// Reading a model with its unknown members.
    case typedRead = "PartyInteraction(parsing:)"
    /// Writing a model with its unknown members.
    case typedWrite = "PartyInteraction.serialized()"
    /// Reading a model of the same shape that another module than the library's declares.
    case ownRead = "own model (parsing:)"
    /// Writing such a model.
    case ownWrite = "own model .serialized()"
    /// Writing a `JSONValue`.
    case valueWrite = "JSONValue.serialized()"
    /// Foundation: reading to dictionaries.
    case serializationRead = "JSONSerialization (read)"
    /// Foundation: reading to structs without unknown members.
    case decoderRead = "JSONDecoder"
    /// Foundation: writing structs without unknown members.
    case encoderWrite = "JSONEncoder"
    /// Node.js: reading, from strings that are in memory already.
    case nodeRead = "node JSON.parse"
    /// Node.js: writing, to strings.
    case nodeWrite = "node JSON.stringify"
    /// A scan for two attributes, one of them of any element of an array.
    case queryEqualities = "status and relatedParty.id"
    /// A scan for a week.
    case queryRange = "week of creationDate"
    /// The first of many in an order.
    case queryTop = "top 20 by date"
    /// A scan for one element of an array that satisfies two conditions.
    case queryElement = "same element, JSONPath"
    /// Node.js: what ``queryEqualities`` does, written by hand over parsed objects.
    case nodeEqualities = "node: status and party"
    /// Node.js: what ``queryRange`` does.
    case nodeRange = "node: week"
    /// Node.js: what ``queryTop`` does.
    case nodeTop = "node: top 20"
    /// Node.js: what ``queryElement`` does.
    case nodeElement = "node: same element"
}
