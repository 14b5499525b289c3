/// The options of `tmf openapi`.
struct OpenAPIOptions: Sendable, Equatable {
    /// The file that the document is written to.
    var output = OutputFile(path: "-")
}
