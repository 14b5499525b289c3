import Testing

@Suite("The table of the sound rules")
struct RuleTableTests {
    @Test("The documentation holds every rule with what it says, its weight and its source")
    func documented() throws {
        let section = try DocumentedSection("The rules of the sound standard")
        #expect(section.table == RuleTable.text)
        #expect(section.sentences.contains(RuleTable.summary), "\(RuleTable.summary)")
    }
}
