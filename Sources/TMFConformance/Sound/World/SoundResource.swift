import TMFJSON
import TMFModels

/// A resource description from the perspective of the sound standard: the attributes that a run marks, changes and
/// filters by.
///
/// Properties without a suitable attribute are `nil`, and the parts of a run leave out the checks that need them; see
/// ``omissions``.
struct SoundResource: Sendable {
    /// A status that the server does not set on its own, and the attribute that contains it.
    typealias Status = (attribute: String, value: String)
    /// An attribute that contains an array, with its value before a change and its replacement.
    typealias ArrayChange = (attribute: String, before: JSONValue, after: JSONValue)
    /// An attribute whose value lacks a mandatory attribute.
    typealias Lack = (path: String, attribute: String, value: JSONValue)

    let description: ResourceDescription
    /// The resource from the perspective of the kit's scripts.
    let script: ScriptedResource
    /// A Boolean value that indicates whether there is a published kit, which rows must pass.
    let isPublished: Bool
    /// The body that the kit creates first.
    let template: JSONObject

    /// The attributes that a client must provide, according to the conformance profile.
    let mandatory: [String]
    /// The attribute whose text distinguishes the resources of a run.
    let keyAttribute: String?
    /// The attribute that contains the same text in all resources of a run.
    let groupAttribute: String?
    /// A Boolean value that indicates whether PATCH may change ``groupAttribute``.
    let isGroupPatchable: Bool
    let status: Status?
    /// The attribute that contains a period.
    let periodAttribute: String?
    /// The attribute that contains a date-time in the rich sample.
    let dateAttribute: String?
    private let hasDates: Bool
    /// An attribute and one below it, for which filters are optional.
    let nestedPath: (outer: String, inner: String)?
    let nestedLacks: [Lack]
    let arrayChange: ArrayChange?
    /// An attribute that contains an array of objects, for which a single object is invalid.
    let arrayAttribute: String?

    /// Determines the attributes that a run needs.
    ///
    /// - Parameters:
    ///   - description: The description.
    ///   - script: The resource from the perspective of the kit's scripts.
    ///   - isPublished: Whether there is a published kit.
    ///   - body: The body that the kit creates first, or `nil` for the smallest body.
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

    /// Sentences about the checks that a run leaves out because the resource has no attribute for them.
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
        return lacks.filter(\.isLack).map { "Not tested: \($0.omitted), because \(typeName) has \($0.what)." }
    }

    /// The first-level attributes that a server may set on its own, regardless of the client's values.
    var setByServer: Set<String> {
        let dates = description.creationDates.filter { $0.names.count == 1 }.flatMap(\.names)
        return Set(dates + [description.statusAttribute].compactMap(\.self))
    }

    /// Returns the type of the value that a pointer leads to, if the model defines it.
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
