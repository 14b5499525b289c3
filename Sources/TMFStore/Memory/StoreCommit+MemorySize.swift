import TMFJSON

extension StoreCommit {
    /// The estimated size of a change without its key and documents, and of a commit without its changes and its note.
    private static let overhead = 256

    /// The number of bytes of memory that the commit holds, including what it shares with others.
    var memorySize: Int {
        changes.reduce(Self.overhead + (note.map { JSONValue.object($0).memorySize } ?? 0)) { sum, change in
            sum + Self.overhead + change.key.id.utf8.count + (change.document?.memorySize ?? 0)
                + (change.previous?.document.memorySize ?? 0)
        }
    }

    /// The number of bytes of memory that a snapshot from before the commit holds in addition to the current resources.
    var replacedSize: Int {
        changes.reduce(0) { $0 + Self.overhead + ($1.previous?.document.memorySize ?? 0) }
    }
}

extension JSONDocument {
    /// The number of bytes of the text and the tape.
    fileprivate var memorySize: Int { bytes.count + tape.count * MemoryLayout<UInt64>.size }
}

extension JSONValue {
    /// The number of bytes of the texts in the value and of the collections that hold them.
    ///
    /// The value is the note of a commit, whose depth has been checked.
    fileprivate var memorySize: Int {
        switch self {
        case .null, .bool: MemoryLayout<JSONValue>.stride
        case .number(let number): MemoryLayout<JSONValue>.stride + number.text.utf8.count
        case .string(let text): MemoryLayout<JSONValue>.stride + text.utf8.count
        case .array(let values): values.reduce(MemoryLayout<JSONValue>.stride) { $0 + $1.memorySize }
        case .object(let object):
            object.reduce(MemoryLayout<JSONValue>.stride) {
                $0 + MemoryLayout<String>.stride + $1.name.utf8.count + $1.value.memorySize
            }
        }
    }
}
