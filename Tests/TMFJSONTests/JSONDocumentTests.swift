import TMFJSON
import Testing
import _TMFTestSupport

@Suite("JSON documents")
struct JSONDocumentTests {
    @Test("An element gives the value of its kind and nothing for others")
    func kinds() throws {
        let root = try JSONDocument(parsing: #"[null,true,false,1.50,"a\n",[1],{"a":1}]"#).root
        #expect(root.elements.map(\.kind) == [.null, .bool, .bool, .number, .string, .array, .object])
        #expect(root[0]?.isNull == true && root[1]?.isNull == false)
        #expect(root.elements.map(\.boolValue) == [nil, true, false, nil, nil, nil, nil])
        #expect(root.elements.map { $0.numberValue?.text } == [nil, nil, nil, "1.50", nil, nil, nil])
        #expect(root.elements.map(\.stringValue) == [nil, nil, nil, nil, "a\n", nil, nil])
        #expect(root.elements.map(\.count) == [0, 0, 0, 0, 0, 1, 1])
        #expect(root.count == 7)
        #expect(root[7] == nil && root[-1] == nil && root[.max] == nil)
        #expect(root["a"] == nil && root[6]?[0] == nil && root[4]?[0] == nil && root[0]?["a"] == nil)
        #expect(root[6]?.elements.first { _ in true } == nil)
        #expect(root[5]?.members.first { _ in true } == nil)
    }

    @Test("A member is found by its name, however the name is spelled")
    func lookup() throws {
        let document = try JSONDocument(parsing: #"{"a":1,"\u0062":2,"\ud83d\ude00":3,"":4,"\"":5,"é":6}"#)
        let root = document.root
        let found = ["a", "b", "\u{1f600}", "", "\"", "\u{e9}"].map { root[$0]?.numberValue?.int64Value }
        #expect(found == [1, 2, 3, 4, 5, 6])
        #expect(root[#"\u0062"#] == nil && root["e\u{301}"] == nil && root["A"] == nil && root["aa"] == nil)
        #expect(root.members.map(\.name) == ["a", "b", "\u{1f600}", "", "\"", "\u{e9}"])
        #expect(root.members.map { $0.isNamed("b") } == [false, true, false, false, false, false])
        #expect(root.members.map { $0.value.numberValue } == [1, 2, 3, 4, 5, 6])
    }

    @Test("A string is compared code point by code point")
    func isString() throws {
        let root = try JSONDocument(parsing: #"["é","\u00e9","e\u0301",1,"","a"]"#).root
        #expect(root.elements.map { $0.isString("\u{e9}") } == [true, true, false, false, false, false])
        #expect(root.elements.map { $0.isString("e\u{301}") } == [false, false, true, false, false, false])
        #expect(root.elements.map { $0.isString("") } == [false, false, false, false, true, false])
        #expect(root.elements.map { $0.isString("1") } == [false, false, false, false, false, false])
    }

    @Test("The last of the members with one name wins", arguments: [0, 1, 70, 500], [true, false])
    func repeatedNames(_ others: Int, _ isEscaped: Bool) throws {
        var members = (0..<others).map { "\"n\($0)\":\($0)" }
        members.insert(#""twice":"first""#, at: others / 2)
        members.append((isEscaped ? #""tw\u0069ce""# : #""twice""#) + #":"last""#)
        let document = try JSONDocument(parsing: "{" + members.joined(separator: ",") + "}")
        #expect(document.root["twice"]?.stringValue == "last")
        #expect(document.root.count == others + 2)
        #expect(document.repeatedNames() == [JSONPointer(tokens: ["twice"])])
        let value = JSONValue(document)
        #expect(value["twice"] == "last")
        #expect(value.objectValue?.count == others + 1)
        #expect(value.objectValue?.position(of: "twice") == others / 2)
    }

    @Test("Every member that repeats a name is told, in the order of the text")
    func repeatedPlaces() throws {
        let text = #"{"a":[{"x":1,"y":2,"x":{"z":1,"z":2}}],"b":1,"b/~":{"":1,"":2,"\u0000":3},"b":2,"b":3}"#
        let found = try JSONDocument(parsing: text).repeatedNames().map(\.description)
        #expect(found == ["/a/0/x", "/a/0/x/z", "/b~1~0/", "/b", "/b"])
        for text in ["1", "{}", #"{"a":{"a":1},"A":1}"#, #"[{"a":1},{"a":1}]"#, "{\"\u{e9}\":1,\"e\u{301}\":2}"] {
            #expect(try JSONDocument(parsing: text).repeatedNames().isEmpty)
        }
    }

    @Test("Wide objects without repeated names have none", arguments: [64, 65, 66, 2_000])
    func noRepeatedNames(_ count: Int) throws {
        let names = (0..<count).map { #""\u006e\#($0)":\#($0)"# }
        let document = try JSONDocument(parsing: "{" + names.joined(separator: ",") + "}")
        #expect(document.repeatedNames().isEmpty)
        #expect(document.root["n\(count - 1)"]?.numberValue?.int64Value == Int64(count - 1))
    }

    @Test("Of names that look alike to a quick look none is taken for another")
    func similarNames() throws {
        var random = SplitMix64(seed: 41)
        for round in 0..<500 {
            let names = (0..<2 + random.below(20)).map { _ in
                String((0..<random.below(4)).map { _ in ["a", "b", "\u{e9}", "/"][random.below(4)] as Character })
            }
            let text = "{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
            var seen: Set<String> = []
            let expected = names.filter { !seen.insert($0).inserted }.map { JSONPointer(tokens: [$0]) }
            #expect(try JSONDocument(parsing: text).repeatedNames() == expected, "round \(round): \(text)")
        }
    }

    @Test(
        "The bytes of an element are its own text",
        arguments: [
            ("[]", []), (" [ ] ", []), ("[ [ ] , [[ ]] ]", ["[ ]", "[[ ]]"]), ("[1 , -2e5 ]", ["1", "-2e5"]),
            (#"[ "a\"]" , "" ]"#, [#""a\"]""#, #""""#]), (#"[{"a": [ ] } ,{ }]"#, [#"{"a": [ ] }"#, "{ }"]),
            ("[[[1]\n]\n,\n[2 ] ]", ["[[1]\n]", "[2 ]"]), (#"[{"a":{"b":"}" } } ]"#, [#"{"a":{"b":"}" } }"#]),
            ("[null , true,false ]", ["null", "true", "false"]), ("[[1,[ ]],[[],1]]", ["[1,[ ]]", "[[],1]"]),
        ])
    func bytes(_ whole: String, _ parts: [String]) throws {
        let document = try JSONDocument(parsing: whole)
        #expect(document.root.elements.map { text($0.bytes) } == parts)
        #expect(
            text(document.root.bytes)
                == whole.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed().map(String.init).joined())
        #expect(text(document.bytes) == whole && document.description == whole)
    }

    @Test("The bytes of every element of random texts are the text of its value", arguments: [UInt64(51), 52, 53, 54])
    func randomBytes(_ seed: UInt64) throws {
        var generator = JSONGenerator(seed: seed)
        for round in 0..<100 {
            let value = generator.value(depth: 5)
            let document = try JSONDocument(parsing: generator.text(of: value))
            #expect(JSONValue(document) == value, "seed \(seed), round \(round)")
            try check(document.root, "seed \(seed), round \(round)")
        }
    }

    private func check(_ element: JSONElement, _ comment: Comment) throws {
        let value = JSONValue(element)
        #expect(try JSONValue(parsing: Array(element.bytes)) == value, comment)
        #expect(element.bytes.first.map { $0 > 0x20 } == true && element.bytes.last.map { $0 > 0x20 } == true, comment)
        #expect(element.kind == value.kind, comment)
        #expect(element.count == (value.arrayValue?.count ?? value.objectValue?.count ?? 0), comment)
        for child in element.elements { try check(child, comment) }
        for member in element.members {
            #expect(value[member.name] == JSONValue(member.value), comment)
            #expect(element[member.name].map { JSONValue($0) } == JSONValue(member.value), comment)
            try check(member.value, comment)
        }
    }

    @Test("Documents are equal if their values are")
    func equality() throws {
        let first = try JSONDocument(parsing: #"{"a":1.0,"b":["x"]}"#)
        let second = try JSONDocument(parsing: #" { "b" : [ "\u0078" ], "a" : 1 } "#)
        #expect(first == second)
        #expect(first.hashValue == second.hashValue)
        #expect(try first != JSONDocument(parsing: #"{"a":1.0,"b":["X"]}"#))
        #expect(try JSONDocument(["a": 1, "b": ["x"]] as JSONValue) == first)
    }
}
