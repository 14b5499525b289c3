import TMFEvents
import Testing

@Suite("Cursors of events")
struct EventCursorTests {
    @Test(
        "A cursor is read from its text", arguments: ["0", "1871", "1871-0", "1-12", "18446744073709551615-4294967294"])
    func text(text: String) {
        #expect(EventCursor(text)?.description == text)
    }

    @Test(
        "Another text is not a cursor",
        arguments: [
            "", "-", "-1", "1-", "01", "1-00", "+1", "1-+2", "a", "1-2-3", "18446744073709551616", "1-4294967295", "１",
        ])
    func otherTexts(text: String) {
        #expect(EventCursor(text) == nil)
    }

    @Test("Cursors are ordered by commit, then by event, and the end of a commit comes after its events")
    func order() {
        let texts = ["0", "1-0", "1-2", "1-10", "1", "2-0", "10-0"]
        #expect(texts.reversed().compactMap { EventCursor($0) }.sorted().map(\.description) == texts)
    }
}
