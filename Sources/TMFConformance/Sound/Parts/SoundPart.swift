/// A part of a run.
///
/// Its properties are all that it knows of the parts before, and what it returns is all that the parts after may know.
protocol SoundPart {
    associatedtype Yield

    /// Sends the requests of the part, and judges the responses.
    mutating func run(in world: inout SoundWorld) async -> Yield
}
