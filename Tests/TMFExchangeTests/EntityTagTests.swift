import TMFExchange
import Testing

@Suite("Entity tags")
struct EntityTagTests {
    @Test(
        "A tag is read as it is written",
        arguments: [
            (#""1""#, false), (#"W/"1""#, true), (#""""#, false), (#"W/"""#, true), (#""a, b""#, false),
            (#""é\""#, false),
            (#""W/""#, false),
        ])
    func tags(text: String, isWeak: Bool) throws {
        let tag = try #require(EntityTag(text))
        #expect(tag.text == text && "\(tag)" == text)
        #expect(tag.isWeak == isWeak)
        #expect(EntityTag(" \(text)\t") == tag)
    }

    @Test(
        "A text that is not exactly one tag is rejected",
        arguments: [
            "", "1", "*", #"""#, #""1"#, #"1""#, #"w/"1""#, #"W"1""#, #"W/1"#, #""1" "2""#, #""1","2""#, #"W /"1""#,
        ])
    func noTags(_ text: String) {
        #expect(EntityTag(text) == nil)
    }

    @Test(
        "Tags match strongly if both are strong, weakly in any case",
        arguments: [
            // RFC 9110 section 8.8.3.2.
            (#"W/"1""#, #"W/"1""#, false, true), (#"W/"1""#, #"W/"2""#, false, false),
            (#"W/"1""#, #""1""#, false, true),
            (#""1""#, #""1""#, true, true), (#""1""#, #""2""#, false, false), (#""a""#, #""A""#, false, false),
        ])
    func comparison(first: String, second: String, strongly: Bool, weakly: Bool) throws {
        let tags = try [#require(EntityTag(first)), #require(EntityTag(second))]
        for (one, other) in [(tags[0], tags[1]), (tags[1], tags[0])] {
            #expect(one.matches(other) == strongly)
            #expect(one.matches(other, weakly: true) == weakly)
        }
    }

    @Test(
        "A list of tags has commas between them, also without a tag",
        arguments: [
            (#""1""#, [#""1""#]), (#""1", W/"2""#, [#""1""#, #"W/"2""#]), (#""a,b" ,"c""#, [#""a,b""#, #""c""#]),
            (",, \"1\" , ,\"2\",\t", [#""1""#, #""2""#]),
        ])
    func lists(value: String, expected: [String]) throws {
        let tags = try EntityTags(.ifMatch, of: [.ifMatch: value])
        #expect(tags == .of(expected.compactMap { EntityTag($0) }))
    }

    @Test("An asterisk is any tag", arguments: ["*", " *", "*\t"])
    func any(_ value: String) throws {
        let tags = try #require(try EntityTags(.ifNoneMatch, of: [.ifNoneMatch: value]))
        #expect(tags == .any)
        #expect(try tags.contain(#require(EntityTag(#"W/"1""#))))
    }

    @Test("Without the field there are no tags")
    func missing() throws {
        #expect(try EntityTags(.ifMatch, of: [.ifNoneMatch: "*"]) == nil)
        #expect(try Preconditions([:]).isEmpty)
    }

    @Test(
        "What is neither an asterisk nor a list of tags is refused with what it must be",
        arguments: [
            ("", "If-Match must contain at least one tag."), (" , ", "If-Match must contain at least one tag."),
            ("1", "If-Match must be * or a comma-separated list of quoted tags."),
            (#""1"#, "If-Match must be * or a comma-separated list of quoted tags."),
            (#""1", *"#, "If-Match must be * or a comma-separated list of quoted tags."),
            (#"*, "1""#, "If-Match must be * or a comma-separated list of quoted tags."),
            (#""1" "2""#, "If-Match must have a comma between its tags."),
        ])
    func malformed(value: String, message: String) {
        let error = #expect(throws: HeaderValueError.self) { try Preconditions([.ifMatch: value]) }
        #expect(error?.name == .ifMatch)
        #expect(error?.description == message)
    }

    @Test(
        "If-Match counts before If-None-Match, and what fails depends on the method",
        arguments: [
            (nil, nil, .met, .met), ("*", nil, .met, .met), (#""1""#, nil, .met, .met),
            (#"W/"1""#, nil, .failed(.ifMatch), .failed(.ifMatch)),
            (#""2""#, nil, .failed(.ifMatch), .failed(.ifMatch)), (nil, #""2""#, .met, .met),
            (nil, #""1""#, .notModified, .failed(.ifNoneMatch)), (nil, #"W/"1""#, .notModified, .failed(.ifNoneMatch)),
            (nil, "*", .notModified, .failed(.ifNoneMatch)), (#""2""#, "*", .failed(.ifMatch), .failed(.ifMatch)),
            (#""1""#, #""1""#, .notModified, .failed(.ifNoneMatch)),
        ] as [(String?, String?, Preconditions.Outcome, Preconditions.Outcome)])
    func outcomes(
        match: String?, noneMatch: String?, reading: Preconditions.Outcome, writing: Preconditions.Outcome
    ) throws {
        var headers = APIHeaders()
        headers[.ifMatch] = match
        headers[.ifNoneMatch] = noneMatch
        let preconditions = try Preconditions(headers)
        let tag = try #require(EntityTag(#""1""#))
        #expect(preconditions.outcome(for: tag, isReading: true) == reading)
        #expect(preconditions.outcome(for: tag, isReading: false) == writing)
    }
}
