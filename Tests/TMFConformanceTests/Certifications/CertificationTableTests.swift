import Testing

@Suite("The table of the five certifications")
struct CertificationTableTests {
    @Test("The documentation holds the table that the systems give")
    func documented() throws {
        #expect(try DocumentedSection("The five certifications").table == CertificationTable.text)
    }
}
