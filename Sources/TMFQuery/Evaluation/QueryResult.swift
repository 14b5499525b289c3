public import TMFJSON

/// The answer to a query: a page of resources, and how many there are in all.
public struct QueryResult: Sendable {
    /// The resources on the page, whole and in order.
    public var documents: [JSONDocument]
    /// The number of resources that match, on this page and all others.
    public var total: Int
    /// The resources that took more work than one may, and so do not match or have nothing to be sorted by.
    public var exceeding: [JSONDocument]

    private let fields: FieldSelection?
    private let limits: QueryLimits

    init(
        documents: [JSONDocument], total: Int, exceeding: [JSONDocument], fields: FieldSelection?, limits: QueryLimits
    ) {
        (self.documents, self.total, self.exceeding) = (documents, total, exceeding)
        (self.fields, self.limits) = (fields, limits)
    }

    /// Returns the page as a JSON array with the attributes that were asked for, written from the resources' own text.
    ///
    /// Of a resource on which the paths of `fields` would take more work than they may, only its identity is written.
    ///
    /// - Parameter options: How the text is laid out between the resources.
    /// - Returns: The text in UTF-8.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if `fields` takes too much work on all resources of the page.
    public func serialized(options: JSONWriter.Options = []) throws(QueryError) -> [UInt8] {
        var work = QueryWork(limits, parts: 1)
        var writer = JSONWriter(options: options, capacity: 1_024)
        writer.beginArray()
        for document in documents {
            if let fields {
                _ = try fields.write(document, to: &writer, limits: limits, work: &work)
            } else {
                writer.write(document.root)
            }
        }
        writer.endArray()
        return writer.bytes
    }
}
