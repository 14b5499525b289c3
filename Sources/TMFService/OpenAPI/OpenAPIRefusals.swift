import TMFJSON

/// The errors that an operation may respond with.
struct OpenAPIRefusals {
    /// The kinds of errors, in the order of their declaration.
    var codes: [ServiceError.Code]
    /// The circumstances of errors that are not clear from their reasons.
    var hints: [ServiceError.Code: String] = [:]
    /// The header fields of responses, keyed by their statuses.
    var headers: [Int: JSONObject] = [:]
    /// A text that distinguishes the responses from those to other operations.
    var qualifier: String
    /// A Boolean value that indicates whether code that users of the service provide may refuse a request for reasons
    /// that the document cannot know.
    var mayRefuseOtherwise: Bool
}
