import TMFConformance
import TMForum

/// The header fields from the options and the configuration, for all requests.
struct RequestHeaders: Sendable, Equatable {
    /// The fields of the configuration, which replace all fields of a request, or `nil` if it has none.
    var configured: [APIHeaders.Field]?
    /// The fields of the command line, which replace fields of the same name.
    var given: [APIHeaders.Field]

    /// Returns a Boolean value that indicates whether there is a field with a name.
    func has(_ name: APIHeaders.Name) -> Bool {
        (given + (configured ?? [])).contains { $0.name == name }
    }

    /// Returns the header fields to send.
    ///
    /// As in the published kit, the fields of the configuration replace those of the request. By the sound standard, a
    /// request keeps its own fields, because it depends on them.
    func applied(to own: APIHeaders, by standard: ConformanceStandard) -> APIHeaders {
        var headers = APIHeaders(configured ?? own.fields)
        for name in Set(given.map(\.name)) { headers[name] = nil }
        for field in given { headers.add(field.name, field.value) }
        guard standard == .sound else { return headers }
        for name in Set(own.fields.map(\.name)) { headers[name] = nil }
        for field in own.fields { headers.add(field.name, field.value) }
        return headers
    }
}
