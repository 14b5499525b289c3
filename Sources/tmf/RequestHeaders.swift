import TMFConformance
import TMForum

/// The header fields that the options and the configuration give all requests.
struct RequestHeaders: Sendable, Equatable {
    /// Those of the configuration, in place of all that a request has of its own; `nil` if there are none.
    var configured: [APIHeaders.Field]?
    /// Those of the command line, in place of fields of the same name.
    var given: [APIHeaders.Field]

    /// Whether there is a field of a name.
    func has(_ name: APIHeaders.Name) -> Bool {
        (given + (configured ?? [])).contains { $0.name == name }
    }

    /// Returns the header fields that are sent.
    ///
    /// As in the published kit, those of the configuration take the place of the request's own. Where a server is judged
    /// by what the kit means, requests have fields that they cannot do without, so these stay.
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
