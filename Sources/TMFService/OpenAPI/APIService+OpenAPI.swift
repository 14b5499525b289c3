public import TMFJSON

extension APIService {
    /// Returns a description of the service and its configuration in OpenAPI 3.1.
    ///
    /// The document contains every path, method, parameter, header field, status and schema of the service. It omits
    /// operations that a definition does not support, and reflects the validation profile, the policies, the limits and
    /// the public URL. The same service always has the same document.
    ///
    /// ```swift
    /// let document = service.openAPI(title: "Customers", version: "1.0.0")
    /// let text = document.serialized(options: .prettyPrinted)
    /// ```
    ///
    /// The decisions of an access policy, the responses of middleware and the rules in `ModelRule` and
    /// ``ResourceDefinition/check`` are code, so the document only states that they may refuse a request.
    ///
    /// - Parameters:
    ///   - title: The name of the API.
    ///   - version: The version of the description, which you assign.
    /// - Returns: The document, a JSON object.
    public func openAPI(title: String, version: String) -> JSONValue {
        var writer = OpenAPIWriter(self)
        return writer.document(title: title, version: version)
    }
}
