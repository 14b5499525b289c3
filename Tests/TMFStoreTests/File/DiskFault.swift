import TMFStore

/// A kind of operation of a simulated disk.
enum DiskOperation: String, Sendable, Hashable, CaseIterable {
    case createDirectory
    case names
    case open
    case read
    case write
    case synchronize
    case truncate
    case rename
    case remove
    case synchronizeDirectory
    case lock
}

/// What goes wrong with one operation of a simulated disk.
enum DiskFault: Sendable, Hashable {
    /// The operation does nothing and fails.
    case fails
    /// The operation does all it should and fails nevertheless.
    case failsAfterwards
    /// A write leaves that many bytes and fails; anything else does nothing and fails.
    case cutsShort(Int)
    /// A synchronization fails and loses what was not synchronized, as on Linux; anything else does nothing and fails.
    case drops
}

/// What is left of a simulated disk after a crash of the machine.
enum CrashModel: Sendable, Hashable {
    /// What was synchronized.
    case synchronizedOnly
    /// What was synchronized, and the first of all other operations in order, of the next one so many bytes.
    case prefixOfWrites(Int, bytes: Int = 0)
    /// Everything but one of the writes that were not synchronized.
    case allExceptWrite(Int)
    /// Everything.
    case all
}
