public import TMFJSON

/// The answer to a query: a page of resources, and how many there are in all.
public struct QueryResult: Sendable {
    /// The resources on the page, whole and in order.
    public var documents: [JSONDocument]
    /// The number of resources that match, on this page and all others.
    public var total: Int

    private let fields: FieldSelection?
    private let limits: QueryLimits

    init(documents: [JSONDocument], total: Int, fields: FieldSelection?, limits: QueryLimits) {
        (self.documents, self.total) = (documents, total)
        (self.fields, self.limits) = (fields, limits)
    }

    /// Returns the page as a JSON array with the attributes that were asked for, written from the resources' own text.
    ///
    /// - Parameter options: How the text is laid out between the resources.
    /// - Returns: The text in UTF-8.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if a path of `fields` visits too many nodes.
    public func serialized(options: JSONWriter.Options = []) throws(QueryError) -> [UInt8] {
        var writer = JSONWriter(options: options, capacity: 1_024)
        writer.beginArray()
        for document in documents {
            if let fields {
                try fields.write(document, to: &writer, limits: limits)
            } else {
                writer.write(document.root)
            }
        }
        writer.endArray()
        return writer.bytes
    }
}
