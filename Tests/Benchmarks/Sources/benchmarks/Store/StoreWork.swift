/// What the store suite measures.
enum StoreWork: String, CaseIterable, Codable, Sendable {
    /// One resource.
    case get = "get by id"
    /// Two attributes, one of them of any element of an array.
    case statusAndParty = "status & relatedParty.id"
    /// The first of a week in the order of time.
    case sortedWeek = "week by date, page of 20"
    /// Some of a week.
    case week = "week, page of 20"
    /// The latest of all.
    case top = "top 20 by date"
    /// ``statusAndParty`` without an index.
    case scanStatusAndParty = "scan: status & party"
    /// ``sortedWeek`` without an index.
    case scanSortedWeek = "scan: week by date"
    /// ``week`` without an index.
    case scanWeek = "scan: week"
    /// ``top`` without an index.
    case scanTop = "scan: top 20"
    /// The memory of a resource, indexes included.
    case memory = "memory per resource"
    /// The same as the allocator counts it.
    case allocated = "allocated per resource"
    /// Durable commits of one resource each, one after the other.
    case commit1 = "durable commit, 1 writer"
    /// The same by 16 tasks.
    case commit16 = "durable commit, 16 writers"
    /// The same by 64 tasks.
    case commit64 = "durable commit, 64 writers"
    /// Opening what is on the disk, or loading it there.
    case open = "open or bulk load"

    /// Whether the values are bytes instead of seconds.
    var isMemory: Bool { self == .memory || self == .allocated }
}
