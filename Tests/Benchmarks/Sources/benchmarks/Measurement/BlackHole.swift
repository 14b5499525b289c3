/// Takes a value so that the compiler cannot leave out the work that made it.
///
/// - Parameter value: The value.
@inline(never)
@_optimize(none)
func consume<Value>(_ value: borrowing Value) {}
