/// What the program tells its caller at the end.
enum ExitStatus: Int32, Sendable {
    /// All went well.
    case success = 0
    /// Assertions failed, or there are findings.
    case failure = 1
    /// A check could not run: its configuration is wrong, a report cannot be written, or nobody answers.
    case couldNotRun = 2
    /// The arguments make no sense (`EX_USAGE` of sysexits).
    case usage = 64
    /// The input is not what it should be (`EX_DATAERR`).
    case dataError = 65
    /// The input cannot be read (`EX_NOINPUT`).
    case noInput = 66
    /// The output cannot be written (`EX_CANTCREAT`).
    case cannotCreate = 73
    /// Somebody else is in the way, and it may work later (`EX_TEMPFAIL`).
    case temporaryFailure = 75
    /// The user ended the check (128 and the number of SIGINT, as shells say it).
    case interrupted = 130
}
