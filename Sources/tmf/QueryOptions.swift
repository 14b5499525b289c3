/// The options of `tmf query`.
struct QueryOptions: Sendable, Equatable {
    /// The file to read; `-` is the standard input.
    var file = "-"
    var query = ""
    var isExplained = false
    /// A Boolean value that indicates whether each resource is printed on its own line.
    var printsLines = false
    /// The resource whose attributes the query may name, or `nil` to allow any attribute.
    var strict: NamedResource?
}
