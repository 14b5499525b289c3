import TMFExchange
import Testing

@Suite("Preferences")
struct PreferencesTests {
    @Test(
        "Preferences are read by name in any case, the first of a name counts",
        arguments: [
            ("handling=strict", "strict"), ("HANDLING=Strict", "Strict"), (#"handling="lenient""#, "lenient"),
            ("return=minimal, handling=strict", "strict"), ("handling = strict", "strict"), ("handling", ""),
            ("handling=strict; x=y, handling=lenient", "strict"), ("handling=", ""), (#"handling="""#, ""),
            ("wait=10,handling=a", "a"), (#"x="handling=b, ", handling=a"#, "a"), (",, handling=a", "a"),
            (#"handling="a\"b, c""#, #"a"b, c"#), ("respond-async,\thandling=a;b", "a"), ("=x, handling=a", "a"),
        ])
    func handling(value: String, expected: String) {
        let preferences = Preferences([.prefer: value])
        #expect(preferences["handling"] == expected)
        #expect(preferences["Handling"] == expected)
    }

    @Test(
        "What is not asked for is nil",
        arguments: ["", ",", "return=minimal", #"x="handling=strict""#, "x; handling=strict", "handlingx=strict"])
    func missing(_ value: String) {
        #expect(Preferences([.prefer: value])["handling"] == nil)
        #expect(Preferences([:])["handling"] == nil)
    }

    @Test("Several fields are one list")
    func severalFields() {
        let preferences = Preferences([.prefer: "return=minimal", "PREFER": "handling=strict, wait=5"])
        #expect(["return", "handling", "wait", "x"].map { preferences[$0] } == ["minimal", "strict", "5", nil])
    }
}
