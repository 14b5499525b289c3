/// The exit status of the program.
enum ExitStatus: Int32, Sendable {
    /// The command succeeded.
    case success = 0
    /// Assertions failed, or there are findings.
    case failure = 1
    /// A check could not run: its configuration is wrong, a report cannot be written, or the server does not answer.
    case couldNotRun = 2
    /// The arguments are invalid (`EX_USAGE` of sysexits).
    case usage = 64
    /// The input is invalid (`EX_DATAERR`).
    case dataError = 65
    /// The input cannot be read (`EX_NOINPUT`).
    case noInput = 66
    /// The output cannot be written (`EX_CANTCREAT`).
    case cannotCreate = 73
    /// Another process has the store open; a later attempt may succeed (`EX_TEMPFAIL`).
    case temporaryFailure = 75
    /// The user ended the check (128 plus the number of SIGINT, as in shells).
    case interrupted = 130
}
