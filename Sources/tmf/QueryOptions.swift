/// What `tmf query` is asked to do.
struct QueryOptions: Sendable, Equatable {
    /// The file to read; `-` is the standard input.
    var file = "-"
    var query = ""
    var isExplained = false
    /// Whether every resource is printed on a line of its own.
    var printsLines = false
    /// The resource whose attributes alone the query may name, or `nil` if it may name any.
    var strict: NamedResource?
}
