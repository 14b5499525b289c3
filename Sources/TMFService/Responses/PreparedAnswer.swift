import TMFExchange

/// An answer with one resource that lacks only the revision which the resource gets when it is stored.
struct PreparedAnswer {
    var status: Int
    var body: [UInt8]
    /// The preference of the client that was followed, if one was.
    var applied: String?
    /// The address of a new resource.
    var location: String?

    func answer(_ revision: UInt64) -> APIResponse {
        var headers = APIHeaders(minimumCapacity: 4)
        headers.add(.contentType, APIResponse.contentType)
        headers.add(.eTag, EntityTag(revision: revision).text)
        if let applied { headers.add(.preferenceApplied, applied) }
        if let location { headers.add(.location, location) }
        return APIResponse(status: status, headers: headers, body: body)
    }
}
