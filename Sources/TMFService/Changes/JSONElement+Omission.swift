import TMFJSON

extension JSONElement {
    /// Returns the text of the value without some of the members of its objects.
    ///
    /// - Parameter values: The indexes of the values of the members to leave out.
    /// - Returns: The text.
    func text(without values: [Int]) -> [UInt8] {
        var writer = JSONWriter(capacity: bytes.count)
        var omitted = values.sorted()[...]
        writer.write(self, without: &omitted)
        return writer.bytes
    }
}

extension JSONWriter {
    /// Writes a value, and removes the indexes of the members that it leaves out from the front of the list.
    fileprivate mutating func write(_ element: JSONElement, without omitted: inout ArraySlice<Int>) {
        guard let next = omitted.first, next < element.document.end(of: element.index) else { return write(element) }
        switch element.kind {
        case .object:
            beginObject()
            for member in element.members {
                guard omitted.first != member.value.index else {
                    omitted.removeFirst()
                    continue
                }
                writeName(member.name)
                write(member.value, without: &omitted)
            }
            endObject()
        case .array:
            beginArray()
            for child in element.elements { write(child, without: &omitted) }
            endArray()
        default: write(element)
        }
    }
}
