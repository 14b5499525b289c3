public import TMFExchange
public import TMFJSON

extension APIResponse {
    /// Returns the body as JSON, whatever the status.
    ///
    /// - Returns: The JSON value.
    /// - Throws: `JSONParsingError` if the body is not JSON.
    public func json() throws(JSONParsingError) -> JSONValue { try JSONValue(parsing: body) }

    /// Returns the body as a model.
    ///
    /// ```swift
    /// let created = try response.value(as: Customer.self)
    /// ```
    ///
    /// - Parameter type: The type of the model.
    /// - Returns: The model.
    /// - Throws: ``APIResponseError`` if the status is 400 or higher, or the body is not a JSON object.
    public func value<Value: Model>(as type: Value.Type) throws(APIResponseError) -> Value {
        try read { try Value(parsing: body) }
    }

    /// Returns the body of a list response as models.
    ///
    /// ```swift
    /// let customers = try response.value(as: [Customer].self)
    /// ```
    ///
    /// - Parameter type: The type of the array.
    /// - Returns: The models in the order of the body.
    /// - Throws: ``APIResponseError`` if the status is 400 or higher, or the body is not a JSON array of objects.
    public func value<Value: Model>(as type: [Value].Type) throws(APIResponseError) -> [Value] {
        try read {
            let root = try JSONDocument(parsing: body).root
            guard root.kind == .array else {
                throw BodyMismatch(description: "the body must be a JSON array, found \(root.kind)")
            }
            return try root.elements.enumerated().map { position, element in
                do {
                    return try Value(element)
                } catch {
                    throw BodyMismatch(description: "element \(position) of the body: \(error)")
                }
            }
        }
    }

    /// Reads the body of a response whose status is no error.
    private func read<Value>(_ read: () throws -> Value) throws(APIResponseError) -> Value {
        if let error = APIResponseError(self) { throw error }
        do {
            return try read()
        } catch {
            throw APIResponseError(self, underlyingError: error)
        }
    }
}

/// A body of another form than the one that was asked for.
private struct BodyMismatch: Error, CustomStringConvertible {
    let description: String
}
