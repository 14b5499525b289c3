/// The text of a list, limited to the size of one response, or only the length of the text for HEAD.
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
    ///   - limit: The maximum number of bytes in the text.
    ///   - isWritten: Whether the text is needed, and not only its length.
    ///   - capacity: The number of bytes to reserve.
    init(limit: Int, isWritten: Bool, capacity: Int) {
        self.limit = limit
        self.isWritten = isWritten
        if isWritten { bytes.reserveCapacity(min(capacity, max(limit, 0))) }
    }

    /// Adds a resource, unless the text would become too long.
    ///
    /// The first resource is always added.
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

    /// Returns the text, which is empty if only its length is needed.
    consuming func body() -> [UInt8] {
        guard isWritten else { return [] }
        if count == 0 { bytes.append(UInt8(ascii: "[")) }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }
}
