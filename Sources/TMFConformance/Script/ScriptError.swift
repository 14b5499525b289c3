/// What ends a script, or fails the test that it happens in.
struct ScriptError: Error {
    var message: String

    init(_ message: String) { self.message = message }
}
