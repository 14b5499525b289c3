public import TMFJSON

extension APIService {
    /// Returns a description of the service in OpenAPI 3.1, as it is configured.
    ///
    /// It has every path, method, parameter, header field, status and schema of the service: what a definition does not allow is
    /// left out, and the validation profile, the policies, the limits and the public URL show in it. The same service is always
    /// described by the same document.
    ///
    /// ```swift
    /// let document = service.openAPI(title: "Customers", version: "1.0.0")
    /// let text = document.serialized(options: .prettyPrinted)
    /// ```
    ///
    /// The decisions of an access policy, the answers of middleware and the rules in `ModelRule` and
    /// ``ResourceDefinition/check`` are code, so the document says only that they may refuse a request.
    ///
    /// - Parameters:
    ///   - title: The name of the API.
    ///   - version: The version of the description, which is yours to count.
    /// - Returns: The document, a JSON object.
    public func openAPI(title: String, version: String) -> JSONValue {
        var writer = OpenAPIWriter(self)
        return writer.document(title: title, version: version)
    }
}
