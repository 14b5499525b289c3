/// A command line that cannot be understood.
struct UsageError: Error {
    /// What is wrong with it.
    let message: String
}
