import TMFExchange

/// A response to a change, complete except for the revision that the resource gets when it is stored.
struct PreparedAnswer {
    var status: Int
    /// The body, or `nil` if the response has none.
    var body: [UInt8]?
    /// The number of resources in the body if it is a list, which has no entity tag.
    var count: Int?
    /// The preference of the client that was applied, if any.
    var applied: String?
    /// The address of a new resource.
    var location: String?

    func answer(_ revision: UInt64?) -> APIResponse {
        guard let body else { return APIResponse(status: status) }
        var headers = APIHeaders(minimumCapacity: 4)
        headers.add(.contentType, APIResponse.contentType)
        if let count {
            headers.add(.resultCount, String(count))
        } else if let revision {
            headers.add(.eTag, EntityTag(revision: revision).text)
        }
        if let applied { headers.add(.preferenceApplied, applied) }
        if let location { headers.add(.location, location) }
        return APIResponse(status: status, headers: headers, body: body)
    }
}
