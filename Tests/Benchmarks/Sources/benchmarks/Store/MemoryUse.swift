/// The memory of a resource in bytes, in the mean.
struct MemoryUse: Codable {
    /// The growth of the memory of the process.
    let resident: Double
    /// The growth of what the allocator has handed out; `nil` where it does not tell.
    let allocated: Double?
    /// The JSON text.
    let text: Double
}
