/// When a commit of a file store is on the disk.
@nonexhaustive
public enum Durability: Sendable, Hashable {
    /// Before the commit returns; a crash of the machine loses nothing.
    case everyCommit
    /// At the latest some time after the commit returned; a crash of the machine loses the commits of that time, one of the
    /// process loses nothing.
    case interval(Duration)
    /// When the system sees fit; a crash of the machine loses an unknown number of the last commits, one of the process
    /// loses nothing.
    case none
}
