/// A part of a run.
///
/// Its properties are all that it knows of previous parts, and its result is all that later parts know of it.
protocol SoundPart {
    associatedtype Yield

    /// Sends the requests of the part, and checks the responses.
    mutating func run(in world: inout SoundWorld) async -> Yield
}
