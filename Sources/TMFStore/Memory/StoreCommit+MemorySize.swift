import TMFJSON

extension StoreCommit {
    /// What a change takes beside its key and documents, and a commit beside its changes.
    private static let overhead = 256

    /// The number of bytes of memory that the commit keeps, with all that it shares with others.
    var memorySize: Int {
        changes.reduce(Self.overhead) { sum, change in
            sum + Self.overhead + change.key.id.utf8.count + (change.document?.memorySize ?? 0)
                + (change.previous?.document.memorySize ?? 0)
        }
    }

    /// The number of bytes of memory that somebody keeps who keeps the resources as they were before the commit.
    var replacedSize: Int {
        changes.reduce(0) { $0 + Self.overhead + ($1.previous?.document.memorySize ?? 0) }
    }
}

extension JSONDocument {
    /// The number of bytes of the text and the tape.
    fileprivate var memorySize: Int { bytes.count + tape.count * MemoryLayout<UInt64>.size }
}
