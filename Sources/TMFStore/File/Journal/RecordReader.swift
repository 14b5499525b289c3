import TMFJSON

/// A reader that returns the records of a file one by one, without holding the entire file in memory.
struct RecordReader {
    /// A record with its bytes.
    struct Record {
        /// The offset of the record in the file.
        var offset: Int
        var content: RecordContent
        fileprivate var window: [UInt8]

        /// Returns the bytes of a document of the record.
        func bytes(_ place: Range<Int>) -> [UInt8] { Array(window[place]) }
    }

    /// The content of a file at a position.
    enum Step {
        case record(Record)
        /// Nothing but zeros, which reserve space.
        case end
        /// Data that is not a valid record; it is complete if its checksum is correct, but its contents are invalid.
        case damage(isWhole: Bool)
    }

    /// The default number of bytes to read at a time.
    static let windowSize = 8 << 20

    private let file: any OpenFile
    private let windowSize: Int
    /// The number of bytes to read.
    private(set) var size: Int
    /// The number of bytes that have been read.
    private(set) var offset = 0
    private var window: [UInt8] = []
    private var windowStart = 0

    init(_ file: any OpenFile, window: Int = windowSize) throws(FileSystemError) {
        (self.file, windowSize) = (file, window)
        size = try file.size()
    }

    /// Lets the reader continue up to a position in a file that is being written, of which everything before that
    /// position is complete.
    mutating func extend(to size: Int) { self.size = size }

    /// Releases the memory of a long record, so that a waiting reader holds little.
    mutating func release() {
        guard window.count > windowSize else { return }
        (window, windowStart) = ([], offset)
    }

    /// Returns the next record and moves past it.
    mutating func next() throws(FileSystemError) -> Step {
        let prefix = StoreRecord.prefixCount
        try load(prefix)
        guard offset < size else { return .end }
        var payload = StoreRecord.payload(in: window.span, at: offset - windowStart)
        // A record may be longer than the window.
        if payload == nil, let length = StoreRecord.length(in: window.span, at: offset - windowStart),
            length > windowStart + window.count - offset - prefix, length <= size - offset - prefix
        {
            try load(prefix + length)
            payload = StoreRecord.payload(in: window.span, at: offset - windowStart)
        }
        guard let payload else { return try isZero(from: offset) ? .end : .damage(isWhole: false) }
        guard let content = RecordContent(window.span, payload) else { return .damage(isWhole: true) }
        let record = Record(offset: offset, content: content, window: window)
        offset = windowStart + payload.upperBound
        return .record(record)
    }

    /// Moves to the next position at which a record starts, or returns `false` if there is none.
    mutating func skipToRecord() throws(FileSystemError) -> Bool {
        while offset + StoreRecord.prefixCount < size {
            offset += 1
            try load(StoreRecord.prefixCount)
            let place = offset - windowStart
            guard let length = StoreRecord.length(in: window.span, at: place),
                length <= size - offset - StoreRecord.prefixCount
            else { continue }
            try load(StoreRecord.prefixCount + length)
            if let payload = StoreRecord.payload(in: window.span, at: offset - windowStart),
                RecordContent(window.span, payload) != nil
            {
                return true
            }
        }
        return false
    }

    /// Returns the bytes between two positions.
    func bytes(from start: Int, to end: Int) throws(FileSystemError) -> [UInt8] {
        try file.read(end - start, at: start)
    }

    /// Returns the end of the data after the current position that is not zero.
    func contentEnd() throws(FileSystemError) -> Int {
        var (place, end) = (offset, offset)
        while place < size {
            let bytes = try file.read(min(Self.windowSize, size - place), at: place)
            guard !bytes.isEmpty else { break }
            if let last = bytes.lastIndex(where: { $0 != 0 }) { end = place + last + 1 }
            place += bytes.count
        }
        return end
    }

    /// Returns whether only zeros follow a position.
    func isZero(from offset: Int) throws(FileSystemError) -> Bool {
        var place = offset
        while place < size {
            let bytes = try file.read(min(Self.windowSize, size - place), at: place)
            guard !bytes.isEmpty else { return true }
            guard bytes.allSatisfy({ $0 == 0 }) else { return false }
            place += bytes.count
        }
        return true
    }

    /// Extends the window past the current position to the end of the file, or by a number of bytes.
    private mutating func load(_ count: Int) throws(FileSystemError) {
        let end = min(offset + count, size)
        guard end > windowStart + window.count || offset < windowStart else { return }
        windowStart = offset
        window = try file.read(min(max(count, windowSize), size - offset), at: offset)
    }
}
