import TMFJSON

/// The name of a member, ready for finding it in very many objects.
struct MemberName: Sendable {
    private let text: String
    private let bytes: [UInt8]

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    /// The value of the last member with the name in the object at an index; `nil` if there is none.
    func value(in object: Int, _ text: Span<UInt8>, _ tape: Span<UInt64>) -> Int? {
        let token = tape.token(at: object)
        let end = object + token.span
        var found: Int?
        var member = object + 1
        while member < end {
            let name = tape.token(at: member)
            if name.flag
                ? JSONText.string(name, in: text).utf8.elementsEqual(bytes) : JSONText.equal(name, bytes, in: text)
            {
                found = member + 1
                // Only an object that repeats a name must be read to its end.
                if !token.flag { return found }
            }
            member = tape.end(of: member + 1)
        }
        return found
    }
}
