/// An error that ends a script, or fails the test in which it occurs.
struct ScriptError: Error {
    var message: String

    init(_ message: String) { self.message = message }
}
