/// The point at which a commit of a file store is written to disk.
@nonexhaustive
public enum Durability: Sendable, Hashable {
    /// Before the commit returns.
    ///
    /// A crash of the machine loses nothing.
    case everyCommit
    /// Within the given time after the commit returns.
    ///
    /// A crash of the machine loses the commits of that time; a crash of the process loses nothing.
    case interval(Duration)
    /// When the operating system writes it.
    ///
    /// A crash of the machine loses an unknown number of recent commits; a crash of the process loses nothing.
    case none
}
