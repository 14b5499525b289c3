import TMFJSON
import TMFModels

/// What the sound standard makes of the description of a resource: which attributes a run marks, changes and filters by.
///
/// What a resource has no attribute for is `nil`, and the parts of a run leave out what needs it; see ``omissions``.
struct SoundResource: Sendable {
    /// A status other than what the server may set, and the attribute that holds it.
    typealias Status = (attribute: String, value: String)
    /// An attribute that holds an array: what it is before a change, and what replaces it.
    typealias ArrayChange = (attribute: String, before: JSONValue, after: JSONValue)
    /// An attribute without a mandatory attribute of what it holds.
    typealias Lack = (path: String, attribute: String, value: JSONValue)

    let description: ResourceDescription
    /// What the scripts of the kit know of the resource.
    let script: ScriptedResource
    /// Whether there is a published kit, which rows are to pass.
    let isPublished: Bool
    /// What the kit creates first.
    let template: JSONObject

    /// The attributes that a client must give, by the conformance profile.
    let mandatory: [String]
    /// The attribute whose text tells the resources of a run apart.
    let keyAttribute: String?
    /// The attribute that all resources of a run hold the same text in.
    let groupAttribute: String?
    /// Whether PATCH may change ``groupAttribute``.
    let isGroupPatchable: Bool
    let status: Status?
    /// The attribute that holds a period.
    let periodAttribute: String?
    /// The attribute that holds a date-time in the rich sample.
    let dateAttribute: String?
    private let hasDates: Bool
    /// An attribute and one below it, which need not be filtered.
    let nestedPath: (outer: String, inner: String)?
    let nestedLacks: [Lack]
    let arrayChange: ArrayChange?
    /// An attribute that holds an array of objects, where a single object is wrong.
    let arrayAttribute: String?

    /// Works out what a run needs to know.
    ///
    /// - Parameters:
    ///   - description: The description.
    ///   - script: What the scripts of the kit know of the resource.
    ///   - isPublished: Whether there is a published kit.
    ///   - body: What the kit creates first, or `nil` for the smallest body.
    init(_ description: ResourceDescription, script: ScriptedResource, isPublished: Bool, body: JSONObject?) {
        self.description = description
        self.script = script
        self.isPublished = isPublished
        template = body ?? description.smallestBody
        let vocabulary = SoundVocabulary(description)
        let setByServer = Set(description.attributes(with: .setByServer))
        mandatory = description.attributes(with: .mandatoryForCertification).filter { !setByServer.contains($0) }
        keyAttribute = vocabulary.keyAttribute
        let group = vocabulary.groupAttribute
        groupAttribute = group?.name
        isGroupPatchable = group.map { !$0.rules.contains(.notPatchable) } ?? false
        status = vocabulary.status
        periodAttribute = vocabulary.patchable.first { $0.valueType is TimePeriod.Type && !$0.isArray }?.name
        let dates = vocabulary.given.filter { $0.type == .dateTime && !$0.isArray }
        dateAttribute = dates.first { description.richSample[$0.name] != nil }?.name
        hasDates = !dates.isEmpty
        nestedPath = vocabulary.nestedPath
        nestedLacks = vocabulary.nestedLacks
        arrayChange = vocabulary.arrayChange
        arrayAttribute = vocabulary.arrayAttribute
    }

    var typeName: String { description.typeName }

    /// What a run leaves out as the resource has no attribute for it, one sentence each.
    var omissions: [String] {
        let lacks: [(isLack: Bool, what: String, omitted: String)] = [
            (
                keyAttribute == nil, "no text attribute that PATCH may change",
                "filters by text, sort, and a change that filters follow"
            ),
            (groupAttribute == nil, "no other text attribute", "the pages of a filtered list"),
            (status == nil, "no status in its rich sample", "a change of the status"),
            (periodAttribute == nil, "no period that PATCH may change", "a change of a part of an object"),
            (arrayChange == nil, "no array of texts or objects that PATCH may change", "a change of an array"),
            (nestedPath == nil, "no object with a text in its samples", "a filter by an attribute of a sub-resource"),
            (dateAttribute == nil && hasDates, "no date-time in its rich sample", "a filter by a range"),
        ]
        return lacks.filter(\.isLack).map { "Left out: \($0.omitted). \(typeName) has \($0.what)." }
    }

    /// Attributes of the first level that a server may set by itself whatever a client sent.
    var setByServer: Set<String> {
        let dates = description.creationDates.filter { $0.names.count == 1 }.flatMap(\.names)
        return Set(dates + [description.statusAttribute].compactMap(\.self))
    }

    /// The type of what a pointer leads to, if the model knows it.
    func type(at pointer: JSONPointer) -> (any AttributeValue.Type)? {
        var type: any AttributeValue.Type = description.model
        for token in pointer.tokens {
            if token.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) { continue }
            guard let member = type.member(named: token) else {
                return type is JSONValue.Type ? type : nil
            }
            type = member
        }
        return type
    }
}
