/// The reason an operation cannot be applied, before its location in the patch is known.
struct PatchFailure: Error {
    var code: JSONPatchError.Code
    /// A Boolean value that indicates whether the problem concerns `from` rather than `path`.
    var isOfSource = false

    init(_ code: JSONPatchError.Code) { self.code = code }

    var ofSource: Self {
        var failure = self
        failure.isOfSource = true
        return failure
    }

    /// Runs a closure so that its failures are attributed to `from`.
    static func atSource<Result>(_ body: () throws(PatchFailure) -> Result) throws(PatchFailure) -> Result {
        do throws(PatchFailure) {
            return try body()
        } catch {
            throw error.ofSource
        }
    }
}
