/// The text of a list, as far as it may be one answer; for HEAD only the length of the text.
struct PageText {
    /// The number of resources in the text.
    private(set) var count = 0
    /// The number of bytes of the text.
    private(set) var length = 2

    private let limit: Int
    private let isWritten: Bool
    private var bytes: [UInt8] = []

    /// Creates the text of a list without resources.
    ///
    /// - Parameters:
    ///   - limit: The number of bytes that the text may have.
    ///   - isWritten: Whether the text is wanted, and not its length alone.
    ///   - capacity: The number of bytes to make room for.
    init(limit: Int, isWritten: Bool, capacity: Int) {
        self.limit = limit
        self.isWritten = isWritten
        if isWritten { bytes.reserveCapacity(min(capacity, max(limit, 0))) }
    }

    /// Adds a resource, unless the text would become too long; a first one always has room.
    ///
    /// - Parameter text: The text of the resource.
    /// - Returns: Whether it was added.
    mutating func add(_ text: ArraySlice<UInt8>) -> Bool {
        let longer = length + text.count + (count > 0 ? 1 : 0)
        guard count == 0 || longer <= limit else { return false }
        if isWritten {
            bytes.append(UInt8(ascii: count == 0 ? "[" : ","))
            bytes.append(contentsOf: text)
        }
        count += 1
        length = longer
        return true
    }

    /// Returns the text, which is empty if only its length is wanted.
    consuming func body() -> [UInt8] {
        guard isWritten else { return [] }
        if count == 0 { bytes.append(UInt8(ascii: "[")) }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }
}
