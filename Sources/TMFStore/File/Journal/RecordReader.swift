import TMFJSON

/// Reads the records of a file one after the other, without holding all of it.
struct RecordReader {
    /// A record with its text.
    struct Record {
        /// The number of bytes in front of it.
        var offset: Int
        var content: RecordContent
        fileprivate var window: [UInt8]

        /// The bytes of a document of the record.
        func bytes(_ place: Range<Int>) -> [UInt8] { Array(window[place]) }
    }

    /// The content of a file after a place.
    enum Step {
        case record(Record)
        /// Nothing but zeros that were put there to make room.
        case end
        /// Data that is not a record; complete if it has the right checksum and invalid contents nevertheless.
        case damage(isWhole: Bool)
    }

    /// How much is read at once where nothing else is given.
    static let windowSize = 8 << 20

    private let file: any OpenFile
    private let windowSize: Int
    /// The number of bytes that are read.
    private(set) var size: Int
    /// The number of bytes that were read so far.
    private(set) var offset = 0
    private var window: [UInt8] = []
    private var windowStart = 0

    init(_ file: any OpenFile, window: Int = windowSize) throws(FileSystemError) {
        (self.file, windowSize) = (file, window)
        size = try file.size()
    }

    /// Lets the reader go up to a place in a file that is being written, of which everything before is there.
    mutating func extend(to size: Int) { self.size = size }

    /// Lets go of what was read of a long record, so that a reader that waits keeps little.
    mutating func release() {
        guard window.count > windowSize else { return }
        (window, windowStart) = ([], offset)
    }

    /// Returns the next record, and moves past it.
    mutating func next() throws(FileSystemError) -> Step {
        let prefix = StoreRecord.prefixCount
        try load(prefix)
        guard offset < size else { return .end }
        var payload = StoreRecord.payload(in: window.span, at: offset - windowStart)
        // A record may be longer than what was read.
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

    /// Moves to the next place where a record starts; `false` if there is none.
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

    /// Returns the bytes between two places.
    func bytes(from start: Int, to end: Int) throws(FileSystemError) -> [UInt8] {
        try file.read(end - start, at: start)
    }

    /// Returns the end of what follows the present place and is not zero.
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

    /// Whether nothing but zeros follows a place.
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

    /// Extends the window past the present place to the end of the file, or by a number of bytes.
    private mutating func load(_ count: Int) throws(FileSystemError) {
        let end = min(offset + count, size)
        guard end > windowStart + window.count || offset < windowStart else { return }
        windowStart = offset
        window = try file.read(min(max(count, windowSize), size - offset), at: offset)
    }
}
