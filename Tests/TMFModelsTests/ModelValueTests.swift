import Foundation
import TMFJSON
import TMFModels
import Testing

@Suite("Models as Swift values")
struct ModelValueTests {
    @Test("The debug description has what is set, and nothing else")
    func debugDescription() {
        var interaction = PartyInteraction(id: "1", status: .open, note: [Note(text: "a\nb")])
        interaction.additionalMembers = ["x-tenant": 7, "note": nil]
        let text = #"PartyInteraction(id: "1", status: "open", note: [{"text":"a\nb"}], x-tenant: 7)"#
        #expect(interaction.debugDescription == text)
        #expect("\(interaction)" == text)
        #expect(String(reflecting: PartyInteraction()) == "PartyInteraction()")
    }

    @Test("Every model says its type", arguments: ModelCase.all)
    func debugDescriptionOfAll(_ model: ModelCase) {
        let text = String(reflecting: model.type.init())
        #expect(text.hasPrefix(model.type.typeName + "("))
    }

    @Test("Resources have the identity of their identifier")
    func identity() {
        func identity(_ value: some Identifiable) -> AnyHashable { value.id }
        #expect(identity(PartyInteraction(id: "1")) == AnyHashable(Optional("1")))
        #expect(identity(Customer(id: "2")) == AnyHashable(Optional("2")))
        #expect(identity(EventSubscription(id: "3")) == AnyHashable(Optional("3")))
    }

    @Test("A merge patch from one model to another names what changed")
    func mergePatch() throws {
        var old = PartyInteraction(id: "1", reason: "billing", status: .open, note: [Note(text: "a")])
        old.additionalMembers = ["x": nil]
        var new = old
        new.status = .completed
        new.reason = nil
        new.note.append(Note(text: "b"))
        let patch = try MergePatch(from: old, to: new)
        #expect(patch.json == ["reason": nil, "status": "completed", "note": [["text": "a"], ["text": "b"]]])
        #expect(try PartyInteraction(json: patch.applied(to: old.json)) == new)
        new.additionalMembers["y"] = JSONValue.null
        #expect(throws: MergePatchError(pointer: "/y")) { try MergePatch(from: old, to: new) }
    }

    /// The files of the library's models.
    private func sourceFiles() -> [URL] {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/TMFModels")
        return FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" } ?? []
    }

    /// The values that the static members in the file of a type name, in order.
    private func declaredValues(of type: any OpenValue.Type) throws -> [String] {
        let file = try #require(sourceFiles().first { $0.lastPathComponent == "\(type).swift" })
        return try String(contentsOf: file, encoding: .utf8)
            .matches(of: #/static let \w+ = Self\(rawValue: "(.*)"\)/#).map { String($0.output.1) }
    }

    @Test(
        "The known values of an open value are those that its static members name",
        arguments: [
            (PartyInteractionStatus.self, ["open", "inProgress", "completed"]),
            (InteractionDirection.self, ["inbound", "outbound"]), (CustomerStatus.self, []),
        ] as [(any OpenValue.Type, [String])])
    func knownValues(_ type: any OpenValue.Type, _ expected: [String]) throws {
        func known<Value: OpenValue>(_: Value.Type) -> [String] { Value.knownValues.map(\.rawValue) }
        #expect(known(type) == expected)
        #expect(try declaredValues(of: type) == expected)
    }

    @Test("Every open value of the library is in the table above")
    func openValues() throws {
        let names = try sourceFiles().flatMap { file in
            try String(contentsOf: file, encoding: .utf8).matches(of: #/public struct (\w+): OpenValue/#)
                .map { String($0.output.1) }
        }
        #expect(names.sorted() == ["CustomerStatus", "InteractionDirection", "PartyInteractionStatus"])
    }
}
