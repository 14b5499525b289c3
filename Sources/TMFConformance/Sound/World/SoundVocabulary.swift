import TMFJSON
import TMFModels

/// The attributes of a model, classified by their use in a run.
struct SoundVocabulary {
    private let description: ResourceDescription
    /// The attributes that a client may send on create.
    let given: [AttributeRow]

    init(_ description: ResourceDescription) {
        self.description = description
        given = description.model.rows.filter { outline in
            !outline.rules.contains(.setByServer) && !["id", "href"].contains(outline.name)
                && !outline.name.hasPrefix("@")
        }
    }

    /// The attributes that PATCH may change.
    var patchable: [AttributeRow] { given.filter { !$0.rules.contains(.notPatchable) } }

    /// The attributes that contain arbitrary text, which is neither a reference nor a state.
    private var texts: [AttributeRow] {
        let others = Set([description.statusAttribute].compactMap(\.self)).union(references)
        return given.filter {
            $0.valueType is String.Type && $0.type == .string && !$0.isArray && !others.contains($0.name)
        }
    }

    /// The attributes that lead to other resources or to parties.
    private var references: Set<String> {
        Set((description.references + description.owners).compactMap(\.names.first))
    }

    /// A text that PATCH may change: preferably of the sample, then a mandatory one, then any.
    var keyAttribute: String? {
        let texts = texts.filter { !$0.rules.contains(.notPatchable) }
        let best =
            texts.first { description.sample[$0.name] != nil }
            ?? texts.first { $0.rules.contains(.mandatoryForCertification) } ?? texts.first
        return best?.name
    }

    /// Another text, preferably one that neither the sample nor PATCH needs.
    var groupAttribute: AttributeRow? {
        let key = keyAttribute
        let texts = texts.filter { $0.name != key }
        let patchable = texts.filter { !$0.rules.contains(.notPatchable) }
        return patchable.first { description.sample[$0.name] == nil } ?? patchable.first ?? texts.first
    }

    var status: SoundResource.Status? {
        guard let name = description.statusAttribute, given.contains(where: { $0.name == name && !$0.isArray }),
            let value = description.richSample[name]?.stringValue
        else { return nil }
        return (name, value)
    }

    // MARK: - Attributes of nested objects

    /// The attributes of the samples that contain objects of models, in the order of the samples, the smallest first.
    private var objects: [(name: String, model: any Model.Type, value: JSONValue, isSmallest: Bool)] {
        let members = description.sample.map { ($0, true) } + description.richSample.map { ($0, false) }
        return members.compactMap { member, isSmallest in
            guard let model = given.first(where: { $0.name == member.name })?.valueType as? any Model.Type else {
                return nil
            }
            return (member.name, model, member.value, isSmallest)
        }
    }

    /// The first object that contains a text, not counting the type of a reference.
    var nestedPath: (outer: String, inner: String)? {
        for object in objects {
            let members = (object.value.arrayValue?.first ?? object.value).objectValue ?? [:]
            let inner = members.first { $0.value.stringValue != nil && !$0.name.hasPrefix("@") }
            if let inner { return (object.name, inner.name) }
        }
        return nil
    }

    /// The first object of each sample, without its first mandatory attribute.
    var nestedLacks: [SoundResource.Lack] {
        var result: [SoundResource.Lack] = []
        for isSmallest in [true, false] {
            for object in objects where object.isSmallest == isSmallest {
                let mandatory = object.model.rows.first { $0.rules.contains(.mandatoryForCertification) }
                guard let mandatory, !result.contains(where: { $0.attribute == object.name }) else { continue }
                var members = (object.value.arrayValue?.first ?? object.value).objectValue ?? [:]
                members[mandatory.name] = nil
                result.append(
                    (
                        "\(object.name).\(mandatory.name)", object.name,
                        object.value.kind == .array ? [.object(members)] : .object(members)
                    ))
                break
            }
        }
        return result
    }

    /// An optional array: preferably of the rich sample, then any array of texts or of objects with a text.
    var arrayChange: SoundResource.ArrayChange? {
        let arrays = patchable.filter {
            $0.isArray && !$0.rules.contains(.mandatoryForCertification) && !references.contains($0.name)
                && description.sample[$0.name] == nil
        }
        let inOrder =
            description.richSample.compactMap { member in arrays.first { $0.name == member.name } } + arrays
        for array in inOrder {
            let elements = ["a", "b", "c"].compactMap { element(of: array, text: $0) }
            if elements.count == 3 { return (array.name, [elements[0], elements[1]], [elements[2]]) }
        }
        return nil
    }

    /// Returns an element of an array with a text in a mandatory attribute, or else in one that is a text in the rich
    /// sample.
    private func element(of array: AttributeRow, text: String) -> JSONValue? {
        guard let model = array.valueType as? any Model.Type else {
            return array.type == .string ? .string(text) : nil
        }
        var members = array.example(text).arrayValue?.first?.objectValue ?? [:]
        if members.contains(where: { $0.value.stringValue == text }) { return .object(members) }
        let sample = description.richSample[array.name]?.arrayValue?.first?.objectValue
        for outline in model.rows where outline.valueType is String.Type && outline.type == .string {
            let isOfSample = sample.map { $0[outline.name] != nil } ?? !outline.name.hasPrefix("@")
            if isOfSample, !outline.isArray { members[outline.name] = .string(text) }
        }
        return members.contains { $0.value.stringValue == text } ? .object(members) : nil
    }

    /// An array of references, or else of other objects.
    var arrayAttribute: String? {
        let arrays = given.filter { $0.isArray && $0.valueType is any Model.Type }
        let names = description.references.filter { $0.names.count == 1 }.compactMap(\.names.first)
        return names.first { name in arrays.contains { $0.name == name } }
            ?? arrays.first { $0.name != nestedPath?.outer }?.name
    }
}
