import TMFJSON
import Testing
import _TMFTestSupport

@Suite("JSON objects")
struct JSONObjectTests {
    private static let composed = "\u{e9}"
    private static let decomposed = "e\u{301}"

    @Test("Members keep the order in which they were added")
    func order() {
        var object = JSONObject()
        object["b"] = 1
        object["a"] = 2
        object["c"] = 3
        object["b"] = 4
        #expect(object.names == ["b", "a", "c"])
        #expect(object.map(\.value) == [4, 2, 3])
        object["a"] = nil
        object["a"] = 5
        #expect(object.names == ["b", "c", "a"])
        #expect(object.members.map(\.name) == object.names)
        #expect(object[1] == JSONObject.Member(name: "c", value: 3))
        #expect(object.description == #"{"b":4,"c":3,"a":5}"#)
    }

    @Test("The last value of a repeated name wins at the place of the first")
    func lastWins() throws {
        let members = [("a", 1), ("b", 2), ("a", 3)].map { JSONObject.Member(name: $0, value: .number(JSONNumber($1))) }
        #expect(JSONObject(members).description == #"{"a":3,"b":2}"#)
        #expect((["a": 1, "b": 2, "a": 3] as JSONObject).description == #"{"a":3,"b":2}"#)
        #expect((["a": 1, "b": 2, "a": 3] as JSONValue).description == #"{"a":3,"b":2}"#)
        #expect(try JSONValue(parsing: #"{"a":1,"b":2,"\u0061":3}"#).description == #"{"a":3,"b":2}"#)
    }

    @Test("A null member is there, an absent one is not")
    func null() {
        var object: JSONObject = ["a": .null]
        #expect(object["a"] == JSONValue.null)
        #expect(object["b"] == nil)
        #expect(object.count == 1)
        object["a"] = nil
        #expect(object.isEmpty)
        #expect(object.position(of: "a") == nil)
    }

    @Test("Updating and removing return the value that was there")
    func returned() {
        var object = JSONObject(minimumCapacity: 4)
        #expect(object.updateValue(1, forName: "a") == nil)
        #expect(object.updateValue(2, forName: "a") == 1)
        #expect(object.removeValue(forName: "a") == 2)
        #expect(object.removeValue(forName: "a") == nil)
    }

    @Test("Names are compared code point by code point", arguments: [0, 5, 50])
    func names(_ others: Int) throws {
        var object = JSONObject()
        for number in 0..<others { object["other \(number)"] = .null }
        object[Self.composed] = 1
        object[Self.decomposed] = 2
        #expect(object.count == others + 2)
        #expect(object[Self.composed] == 1)
        #expect(object[Self.decomposed] == 2)
        let value = try JSONValue(parsing: object.description.utf8.map { $0 })
        #expect(value[Self.composed] == 1 && value[Self.decomposed] == 2)
        object[Self.composed] = nil
        #expect(object[Self.composed] == nil)
        #expect(object[Self.decomposed] == 2)
    }

    @Test("Strings and names that are only canonically equivalent differ")
    func canonicalEquivalence() {
        #expect(JSONValue.string(Self.composed) != JSONValue.string(Self.decomposed))
        #expect(([Self.composed: 1] as JSONObject) != [Self.decomposed: 1])
        let member = JSONObject.Member(name: Self.composed, value: 1)
        #expect(member != JSONObject.Member(name: Self.decomposed, value: 1))
        #expect(Set([JSONValue.string(Self.composed), .string(Self.decomposed)]).count == 2)
    }

    @Test("Objects are equal whatever the order of their members", arguments: [0, 1, 3, 12, 13, 200])
    func equality(_ count: Int) {
        var random = SplitMix64(seed: 21)
        let members = (0..<count).map { JSONObject.Member(name: "n\($0)", value: .number(JSONNumber($0))) }
        let object = JSONObject(members)
        let shuffled = JSONObject(members.shuffled(using: &random))
        #expect(object == shuffled)
        #expect(object.hashValue == shuffled.hashValue)
        #expect(JSONValue.object(object).hashValue == JSONValue.object(shuffled).hashValue)
        var longer = shuffled
        longer["more"] = .null
        #expect(object != longer)
        guard count > 0 else { return }
        var changed = shuffled
        changed["n0"] = "other"
        #expect(object != changed)
        var renamed = shuffled
        renamed["n0"] = nil
        renamed["N0"] = 0
        #expect(object != renamed)
    }

    @Test("Members whose values are swapped make another object, and mostly another hash")
    func swapped() {
        let first: JSONObject = ["a": 1, "b": 2]
        let second: JSONObject = ["a": 2, "b": 1]
        #expect(first != second)
        #expect(first.hashValue != second.hashValue)
    }

    @Test("A wide object finds every member")
    func wide() throws {
        let count = 5_000
        var object = JSONObject()
        for number in 0..<count { object["name \(number)"] = .number(JSONNumber(number)) }
        #expect(object.count == count)
        let parsed = try #require(try JSONValue(parsing: JSONValue.object(object).serialized()).objectValue)
        #expect(parsed == object)
        for number in 0..<count {
            let name = "name \(number)"
            guard object.position(of: name) == number, parsed[name]?.numberValue?.int64Value == Int64(number) else {
                Issue.record("\(name) is not found")
                return
            }
        }
        #expect(object["name \(count)"] == nil)
    }

    @Test("A copy does not change with its original")
    func copies() {
        var object = JSONObject()
        for number in 0..<40 { object["\(number)"] = .null }
        let copy = object
        object["0"] = nil
        object["x"] = 1
        #expect(copy.position(of: "0") == 0 && copy["x"] == nil && copy.count == 40)
        #expect(object.position(of: "1") == 0 && object["0"] == nil && object.count == 40)
    }

    @Test(
        "Random changes do what they do to a plain list of members", arguments: [(UInt64(31), 8), (32, 40), (33, 700)])
    func model(_ seed: UInt64, _ names: Int) {
        var random = SplitMix64(seed: seed)
        var object = JSONObject()
        var model: [(name: String, value: Int)] = []
        for step in 0..<3_000 {
            // The composed and the decomposed spelling of a letter are two names.
            let name = (random.once(in: 2) ? Self.composed : Self.decomposed) + String(random.below(names))
            let place = model.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
            if random.once(in: 3) {
                object[name] = nil
                if let place { model.remove(at: place) }
            } else {
                object[name] = .number(JSONNumber(step))
                if let place { model[place].value = step } else { model.append((name, step)) }
            }
            let probe = Self.composed + String(random.below(names))
            let expected = model.firstIndex { $0.name.utf8.elementsEqual(probe.utf8) }
            guard object.count == model.count, object.position(of: probe) == expected,
                object[probe]?.numberValue?.int64Value == expected.map({ Int64(model[$0].value) })
            else {
                Issue.record("seed \(seed): step \(step) went wrong for \(name) or \(probe)")
                return
            }
        }
        #expect(object.names.map { codePoints($0) } == model.map { codePoints($0.name) }, "seed \(seed)")
        #expect(object.map { $0.value.numberValue?.int64Value } == model.map { Int64($0.value) }, "seed \(seed)")
    }
}
