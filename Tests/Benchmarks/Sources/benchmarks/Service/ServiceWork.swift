/// What the service suite asks for.
enum ServiceWork: String, CaseIterable, Codable, Sendable {
    /// A new resource.
    case post = "POST"
    /// One resource.
    case get = "GET by id"
    /// The first 20 of two attributes, one of them of any element of an array.
    case list = "GET status & relatedParty.id"
    /// The first 20 of a week in the order of time.
    case sortedList = "GET week by date"
    /// A merge patch of two attributes, one of them indexed.
    case mergePatch = "PATCH, merge patch"
    /// A JSON Patch of one operation.
    case jsonPatch = "PATCH, JSON Patch"

    /// The calls of a round: as many as keep the clock and its noise small, but let what is written not outgrow what was there.
    var calls: Int {
        switch self {
        case .get: 10_000
        case .list, .sortedList: 4_000
        case .post, .mergePatch, .jsonPatch: 2_000
        }
    }
}
