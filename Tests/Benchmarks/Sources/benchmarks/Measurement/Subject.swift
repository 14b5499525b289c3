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
}
