/// The reason an operation cannot be done, before its place in the patch is known.
struct PatchFailure: Error {
    var code: JSONPatchError.Code
    /// Whether the problem lies in `from` rather than in `path`.
    var isOfSource = false

    init(_ code: JSONPatchError.Code) { self.code = code }

    var ofSource: Self {
        var failure = self
        failure.isOfSource = true
        return failure
    }

    /// Does something with `from`, so that a failure is said to lie there.
    static func atSource<Result>(_ body: () throws(PatchFailure) -> Result) throws(PatchFailure) -> Result {
        do throws(PatchFailure) {
            return try body()
        } catch {
            throw error.ofSource
        }
    }
}
