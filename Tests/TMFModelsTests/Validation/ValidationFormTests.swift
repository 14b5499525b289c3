import TMFJSON
import TMFModels
import Testing

@Suite("Validation holds every value against the type of its attribute")
struct ValidationFormTests {
    /// A model with an attribute of each type, once with one value and once with an array.
    struct Everything: Model {
        var string: String?
        var dateTime: Timestamp?
        var uri: String?
        var number: JSONNumber?
        var integer: JSONNumber?
        var boolean: Bool?
        var any: JSONValue?
        var open: InteractionDirection?
        var object: Quantity?
        var strings: [String] = []
        var dateTimes: [Timestamp] = []
        var numbers: [JSONNumber] = []
        var booleans: [Bool] = []
        var anys: [JSONValue] = []
        var objects: [Quantity] = []
        var additionalMembers = JSONObject()

        init() {}

        struct Attributes: Sendable {
            let string = Attribute("string", \Everything.string)
            let dateTime = Attribute("dateTime", \Everything.dateTime)
            let uri = Attribute("uri", \Everything.uri, type: .uri)
            let number = Attribute("number", \Everything.number)
            let integer = Attribute("integer", \Everything.integer, type: .integer)
            let boolean = Attribute("boolean", \Everything.boolean)
            let any = Attribute("any", \Everything.any)
            let open = Attribute("open", \Everything.open)
            let object = Attribute("object", \Everything.object)
            let strings = Attribute("strings", \Everything.strings)
            let dateTimes = Attribute("dateTimes", \Everything.dateTimes)
            let numbers = Attribute("numbers", \Everything.numbers)
            let booleans = Attribute("booleans", \Everything.booleans)
            let anys = Attribute("anys", \Everything.anys)
            let objects = Attribute("objects", \Everything.objects)
        }
        static let attributes = AttributeSet<Everything>(Attributes())
    }

    /// One value of each JSON type but `null` and array.
    private static let values = ["boolean": "true", "number": "1", "string": #""x""#, "object": "{}"]

    private static let types = [
        ("string", "string"), ("dateTime", "string"), ("uri", "string"), ("number", "number"), ("integer", "number"),
        ("boolean", "boolean"), ("any", ""), ("open", "string"), ("object", "object"),
    ]

    private static let arrays = [
        ("strings", "string"), ("dateTimes", "string"), ("numbers", "number"), ("booleans", "boolean"), ("anys", ""),
        ("objects", "object"),
    ]

    private func findings(_ text: String, _ profile: ValidationProfile = .certification) throws -> [String] {
        try Everything.findings(
            in: JSONDocument(parsing: text).root, for: .create, options: ValidationOptions(profile: profile)
        ).map { "\($0.code.name) \($0.pointer)" }
    }

    @Test(
        "A value of another JSON type is a mismatch, an array in place of one value a matter of cardinality",
        arguments: types)
    func one(attribute: String, type: String) throws {
        for (kind, value) in Self.values {
            let found = try findings(#"{"\#(attribute)":\#(value)}"#)
            let isFormOnly = kind == type && attribute == "dateTime"
            let expected =
                isFormOnly
                ? ["invalidFormat /dateTime"] : kind == type || type.isEmpty ? [] : ["typeMismatch /\(attribute)"]
            #expect(found == expected, "\(value)")
        }
        let isAny = type.isEmpty
        #expect(try findings(#"{"\#(attribute)":[]}"#) == (isAny ? [] : ["cardinality /\(attribute)"]))
        #expect(try findings(#"{"\#(attribute)":["x"]}"#) == (isAny ? [] : ["cardinality /\(attribute)"]))
        #expect(try findings(#"{"\#(attribute)":null}"#) == [])
    }

    @Test(
        "One value in place of an array is a matter of cardinality, an element of another type a mismatch",
        arguments: arrays)
    func many(attribute: String, type: String) throws {
        for (kind, value) in Self.values {
            #expect(try findings(#"{"\#(attribute)":\#(value)}"#) == ["cardinality /\(attribute)"], "\(value)")
            let found = try findings(#"{"\#(attribute)":[\#(value)]}"#)
            let code = kind == type && attribute == "dateTimes" ? "invalidFormat" : "typeMismatch"
            let isRight = type.isEmpty || (kind == type && attribute != "dateTimes")
            #expect(found == (isRight ? [] : ["\(code) /\(attribute)/0"]), "\(value)")
        }
        #expect(try findings(#"{"\#(attribute)":[]}"#) == [])
        #expect(try findings(#"{"\#(attribute)":null}"#) == [])
        let wrong = type.isEmpty ? [] : ["typeMismatch /\(attribute)/0", "typeMismatch /\(attribute)/1"]
        #expect(try findings(#"{"\#(attribute)":[null,[]]}"#) == wrong)
    }

    @Test(
        "An integer is any number whose value has no fraction",
        arguments: [
            ("0", true), ("-0", true), ("-7", true), ("12345678901234567890123", true), ("7.0", true), ("7e2", true),
            ("70e-1", true), ("1E400", true), ("0.0e-5", true), ("7.5", false), ("7e-1", false), ("1e-400", false),
            ("-0.1", false),
        ])
    func integers(text: String, isInteger: Bool) throws {
        #expect(try findings(#"{"integer":\#(text)}"#) == (isInteger ? [] : ["typeMismatch /integer"]))
        #expect(try findings(#"{"number":\#(text)}"#) == [])
    }

    @Test(
        "A date-time has the form of RFC 3339, or is a date alone",
        arguments: [
            ("2026-11-21T09:30:00Z", true), ("2026-11-21t09:30:00z", true),
            ("2026-11-21T09:30:00.123456789012+14:00", true),
            ("2026-11-21", true), ("2024-02-29T00:00:00-00:00", true), ("1990-12-31T23:59:60Z", true),
            ("0000-01-01T00:00:00Z", true), ("2026-02-29", false), ("2026-11-21T24:00:00Z", false),
            ("2026-11-21T09:30:00", false), ("2026-11-21 09:30:00Z", false), ("2026-11-21T09:30Z", false),
            ("2026-11-21T09:30:00.Z", false), ("2026-11-21T09:30:00+0100", false), ("2026-13-01", false),
            ("2026-1-1", false), ("1990-12-31T12:59:60Z", false), ("20261121T093000Z", false), ("", false),
            ("yesterday", false), ("2026-11-21T09:30:00Zx", false), (" 2026-11-21", false),
        ])
    func dateTimes(text: String, isDateTime: Bool) throws {
        #expect(try findings(#"{"dateTime":"\#(text)"}"#) == (isDateTime ? [] : ["invalidFormat /dateTime"]))
        let inArray = isDateTime ? [] : ["invalidFormat /dateTimes/1"]
        #expect(try findings(#"{"dateTimes":["2026-11-21","\#(text)"]}"#) == inArray)
        #expect(isDateTime == ((try? Timestamp(text)) != nil))
    }

    @Test("Forms hold for the text that escapes stand for")
    func escapes() throws {
        #expect(try findings(#"{"dateTime":"2026-11\u002d21","uri":"\/a\u002Fb"}"#) == [])
        #expect(
            try findings(#"{"dateTime":"2026-11\u002e21","uri":"a\u0020b"}"#) == [
                "invalidFormat /dateTime", "invalidFormat /uri",
            ])
    }

    @Test(
        "A URI attribute holds a URI reference; the API definition allows ASCII only",
        arguments: try ReferenceCase.list())
    func references(reference: ReferenceCase) throws {
        let text: JSONValue = ["uri": .string(reference.text)]
        let document = try JSONDocument(text)
        for profile in ValidationProfile.allCases {
            let isValid = reference.kind == .uri || (reference.kind == .iri && profile == .certification)
            let found = Everything.findings(
                in: document.root, for: .create, options: ValidationOptions(profile: profile))
            #expect(found.map(\.code) == (isValid ? [] : [.invalidFormat]), "\(profile)")
            #expect(found.allSatisfy { $0.pointer.tokens == ["uri"] })
        }
        #expect(Everything.findings(in: ["string": .string(reference.text)], for: .create).isEmpty)
    }

    @Test(
        "Of the characters beyond ASCII, those of RFC 3987 are allowed, and private ones in queries only",
        arguments: [
            ("a", 0x80, false), ("", 0x9F, false), ("", 0xA0, true), ("caf", 0xE9, true), ("", 0xD7FF, true),
            ("", 0xE000, false), ("?", 0xE000, true), ("?a#", 0xE000, false), ("", 0xF900, true), ("", 0xFDCF, true),
            ("", 0xFDD0, false), ("", 0xFDEF, false), ("", 0xFDF0, true), ("", 0xFFEF, true), ("", 0xFFF0, false),
            ("", 0xFFFF, false), ("", 0x10000, true), ("", 0x1FFFD, true), ("", 0x1FFFE, false),
            ("", 0xDFFFD, true), ("", 0xE0000, false), ("", 0xE1000, true), ("", 0xEFFFD, true),
            ("", 0xF0000, false), ("?", 0xF0000, true), ("?", 0x10FFFD, true), ("?", 0x10FFFF, false),
            ("//host", 0xE9, true), ("//host", 0x85, false),
        ] as [(String, UInt32, Bool)])
    func nonASCII(start: String, value: UInt32, isValid: Bool) throws {
        let text = try start + String(Character(#require(Unicode.Scalar(value))))
        #expect(Everything.findings(in: ["uri": .string(text)], for: .create).isEmpty == isValid)
    }

    @Test(
        "The empty text is no URI, whatever the grammar of references says; control characters are not part of any",
        arguments: [
            ("", false), ("a", true), ("#", true), ("\t", false), ("a\u{7F}", false), ("a\nb", false), ("\u{0}", false),
        ])
    func unprintable(text: String, isValid: Bool) {
        #expect(Everything.findings(in: ["uri": .string(text)], for: .create).isEmpty == isValid)
    }

    @Test("A message names the attribute and what was found")
    func messages() throws {
        let messages = Everything.findings(
            in: ["dateTime": 1, "uri": ["a"], "integer": 1.5, "objects": [1], "strings": "x"], for: .create
        ).map(\.message)
        #expect(
            messages == [
                "dateTime must be of type date-time, found number",
                "uri must be a single uri, found array",
                "integer must be an integer",
                "strings must be an array of string, found string",
                "an element of objects must be of type Quantity, found number",
            ])
    }
}
