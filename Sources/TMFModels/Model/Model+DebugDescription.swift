import TMFJSON

extension Model {
    /// The type with the attributes that are set and the additional members, such as `PartyInteraction(id: "1", status: "open")`.
    ///
    /// Names are those on the wire, and values are JSON.
    public var debugDescription: String {
        let members = json.objectValue ?? JSONObject()
        return "\(Self.typeName)(\(members.map { "\($0.name): \($0.value)" }.joined(separator: ", ")))"
    }
}
