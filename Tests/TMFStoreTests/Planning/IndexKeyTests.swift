import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing

@Suite("Keys of bytes")
struct IndexKeyTests {
    /// The only key of a value in an index of a kind.
    private static func key(_ value: String, _ kind: StoreIndex.Kind) throws -> IndexKey {
        let terms = IndexLayout([StoreIndex("a", kind)]).terms(of: try JSONDocument(parsing: #"{"a":\#(value)}"#))
        #expect(terms.count == 1, "\(value)")
        return try #require(terms.first).key
    }

    @Test(
        "The bytes are those of every other process",
        arguments: [
            ("false", "01 00"), ("true", "01 01"), ("0", "02 01"), ("-0.00", "02 01"), ("1", "02 02 81 01 31 00"),
            ("42", "02 02 81 02 34 32 00"), ("4.2e1", "02 02 81 02 34 32 00"), ("0.5", "02 02 80 35 00"),
            ("0.05", "02 02 7f fe 35 00"), ("-1", "02 00 7e fe ce ff"), ("1e255", "02 02 82 01 00 31 00"),
            ("1e-256", "02 02 7f 00 31 00"), ("1e-257", "02 02 7e fe ff 31 00"),
            (
                "1e1000000000000000000",
                "02 02 89 00 00 00 13 31 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 31 31 00"
            ),
            (#""1970-01-01T00:00:00Z""#, "03 80 00 00 00 00 00 00 00 00 00 00 00"),
            (#""1970-01-01""#, "03 80 00 00 00 00 00 00 00 00 00 00 00"),
            (#""1970-01-01T01:00:00.5+01:00""#, "03 80 00 00 00 00 00 00 00 1d cd 65 00"),
            (#""1969-12-31T23:59:59""#, "03 7f ff ff ff ff ff ff ff 00 00 00 00"), (#""""#, "04"),
            (#""open""#, "04 6f 70 65 6e"),
            (#""\u0000é""#, "04 00 c3 a9"), (#""42""#, "04 34 32"), (#""true""#, "04 74 72 75 65"),
        ])
    func ordered(value: String, bytes: String) throws {
        #expect(try Self.key(value, .order).description == bytes.replacing(" ", with: ""))
    }

    @Test(
        "In an index for equality a text that is a number has the key of the number, and a Boolean that of its text",
        arguments: [
            ("42", "02 02 81 02 34 32 00"), (#""42.0""#, "02 02 81 02 34 32 00"), ("true", "04 74 72 75 65"),
            (#""true""#, "04 74 72 75 65"), (#""1970-01-01""#, "04 31 39 37 30 2d 30 31 2d 30 31"),
            (#""op\u0065n""#, "04 6f 70 65 6e"),
        ])
    func equal(value: String, bytes: String) throws {
        #expect(try Self.key(value, .equality).description == bytes.replacing(" ", with: ""))
    }

    @Test("Keys are equal if values are sorted alike, and below the greatest length only then")
    func sortedAlike() throws {
        let values = PlanningGenerator.values
        let keys = try values.map { try Self.key($0, .order) }
        let query = CompiledQuery(try ResourceQuery(parsing: "sort=a"))
        for first in values.indices {
            for second in values.indices[..<first] {
                let documents = try [(first, "1"), (second, "2"), (first, "3")].map {
                    try JSONDocument(parsing: #"{"a":\#(values[$0]),"id":"\#($1)"}"#)
                }
                // Resources that are alike follow their id.
                let isAlike = try query.positions(in: documents).page == [0, 1, 2]
                let isShared = keys[first].isShared && keys[second].isShared
                if isAlike || !isShared {
                    #expect((keys[first] == keys[second]) == isAlike, "\(values[first]), \(values[second])")
                }
            }
        }
    }

    @Test("Keys for equality are equal if a filter says so of the values, and below the greatest length only then")
    func equalAlike() throws {
        let values = PlanningGenerator.values
        let keys = try values.map { try Self.key($0, .equality) }
        let documents = try values.map { try JSONDocument(parsing: #"{"a":\#($0)}"#) }
        for (value, key) in zip(documents, keys) {
            guard let operand = try Self.operand(of: value) else { continue }
            let query = CompiledQuery(ResourceQuery(filter: .equals("a", operand)))
            let matches = Set(try query.positions(in: documents).page)
            for (place, other) in keys.enumerated() where !(key.isShared && other.isShared) || matches.contains(place) {
                #expect((key == other) == matches.contains(place), "\(operand): \(values[place])")
            }
        }
    }

    /// What equals a document's value; `nil` for a date, which only an index for order finds.
    private static func operand(of document: JSONDocument) throws -> FilterOperand? {
        let value = try #require(document.root["a"])
        if let number = value.numberValue ?? value.stringValue.flatMap({ JSONNumber($0) }) { return .number(number) }
        guard let text = value.stringValue else { return value.boolValue.map(FilterOperand.bool) }
        return try Self.key("\"\(text.unicodeScalars.map { $0 == "\0" ? "\\u0000" : String($0) }.joined())\"", .order)
            .bytes.first == 3 ? nil : .text(text)
    }

    @Test("A value is cut after 1,000 bytes")
    func cut() throws {
        for (count, isShared) in [(999, false), (1_000, true), (5_000, true)] {
            let key = try Self.key("\"\(PlanningGenerator.long(count))\"", .order)
            #expect(key.bytes.count == 1 + min(count, 1_000))
            #expect(key.isShared == isShared)
        }
        let number = try Self.key(String(repeating: "9", count: 1_000), .equality)
        #expect(number.isShared && number.bytes.count == IndexKey.maximumLength)
    }

    @Test("A key comes back from its bytes")
    func bytes() throws {
        let key = try Self.key("42", .order)
        #expect(IndexKey(bytes: key.bytes) == key)
        #expect(key < IndexKey(bytes: key.bytes + [0]))
    }
}
