extension APIHeaders.Name {
    /// The media types that a client accepts (RFC 9110 section 12.5.1).
    public static let accept: Self = "Accept"
    /// The content codings that a client accepts (RFC 9110 section 12.5.3).
    public static let acceptEncoding: Self = "Accept-Encoding"
    /// The media types of patches that a resource accepts (RFC 5789 section 3.1).
    public static let acceptPatch: Self = "Accept-Patch"
    /// The media types that a collection accepts for new resources (Linked Data Platform 1.0 section 7.1).
    public static let acceptPost: Self = "Accept-Post"
    /// The methods that a path supports (RFC 9110 section 10.2.1).
    public static let allow: Self = "Allow"
    /// The credentials of a client (RFC 9110 section 11.6.2).
    public static let authorization: Self = "Authorization"
    /// The rules for caches (RFC 9111 section 5.2).
    public static let cacheControl: Self = "Cache-Control"
    /// The control options of the connection, such as whether it stays open (RFC 9110 section 7.6.1).
    public static let connection: Self = "Connection"
    /// The codings applied to a body (RFC 9110 section 8.4).
    public static let contentEncoding: Self = "Content-Encoding"
    /// The number of bytes of a body (RFC 9110 section 8.6).
    public static let contentLength: Self = "Content-Length"
    /// The range that a partial response contains (RFC 9110 section 14.4).
    public static let contentRange: Self = "Content-Range"
    /// The media type of a body (RFC 9110 section 8.3).
    public static let contentType: Self = "Content-Type"
    /// The entity tag of a resource (RFC 9110 section 8.8.3).
    public static let eTag: Self = "ETag"
    /// The behavior that a client expects before it sends a body (RFC 9110 section 10.1.1).
    public static let expect: Self = "Expect"
    /// The host and port of the URL (RFC 9110 section 7.2).
    public static let host: Self = "Host"
    /// The key that identifies a repeated request (draft-ietf-httpapi-idempotency-key-header).
    public static let idempotencyKey: Self = "Idempotency-Key"
    /// The entity tags, one of which the resource must have (RFC 9110 section 13.1.1).
    public static let ifMatch: Self = "If-Match"
    /// The entity tags, none of which the resource may have (RFC 9110 section 13.1.2).
    public static let ifNoneMatch: Self = "If-None-Match"
    /// The state of a resource for which a range applies (RFC 9110 section 13.1.5).
    public static let ifRange: Self = "If-Range"
    /// The position of the last server-sent event that a client has received (WHATWG HTML section 9.2).
    public static let lastEventID: Self = "Last-Event-ID"
    /// The links to other resources, such as the next page (RFC 8288 section 3).
    public static let link: Self = "Link"
    /// The address of a new resource (RFC 9110 section 10.2.2).
    public static let location: Self = "Location"
    /// The preferences of a client (RFC 7240 section 2).
    public static let prefer: Self = "Prefer"
    /// The preferences that a server has applied (RFC 7240 section 3).
    public static let preferenceApplied: Self = "Preference-Applied"
    /// The part of a resource that a client requests (RFC 9110 section 14.2).
    public static let range: Self = "Range"
    /// The number of resources in a list (TMF630 part 1).
    public static let resultCount: Self = "X-Result-Count"
    /// The time after which a client should try again (RFC 9110 section 10.2.3).
    public static let retryAfter: Self = "Retry-After"
    /// The number of resources on all pages of a list (TMF630 part 1).
    public static let totalCount: Self = "X-Total-Count"
    /// The codings applied to a message body for transfer (RFC 9112 section 6.1).
    public static let transferEncoding: Self = "Transfer-Encoding"
    /// The protocols that a client wants to switch to (RFC 9110 section 7.8).
    public static let upgrade: Self = "Upgrade"
    /// The program that makes a request (RFC 9110 section 10.1.5).
    public static let userAgent: Self = "User-Agent"
    /// Additional information about a successful response (RFC 7234 section 5.5).
    public static let warning: Self = "Warning"
    /// The identifier of an event, the same in every attempt to deliver it (Standard Webhooks 1.0.0).
    public static let webhookID: Self = "webhook-id"
    /// The signatures of an event, separated by spaces (Standard Webhooks 1.0.0).
    public static let webhookSignature: Self = "webhook-signature"
    /// The time of an attempt to deliver an event, in seconds since 1970 (Standard Webhooks 1.0.0).
    public static let webhookTimestamp: Self = "webhook-timestamp"
    /// The methods by which a client can authenticate (RFC 9110 section 11.6.1).
    public static let wwwAuthenticate: Self = "WWW-Authenticate"
}
