public import TMFJSON

/// The result of a query: a page of resources, and the total number of matches.
public struct QueryResult: Sendable {
    /// The complete resources on the page, in order.
    public var documents: [JSONDocument]
    /// The number of matching resources on all pages.
    public var total: Int
    /// The resources that took more work than a single resource may, and so either do not match or sort last.
    public var exceeding: [JSONDocument]

    private let fields: FieldSelection?
    private let limits: QueryLimits

    init(
        documents: [JSONDocument], total: Int, exceeding: [JSONDocument], fields: FieldSelection?, limits: QueryLimits
    ) {
        (self.documents, self.total, self.exceeding) = (documents, total, exceeding)
        (self.fields, self.limits) = (fields, limits)
    }

    /// Returns the page as a JSON array of resources with the selected attributes, written from their own text.
    ///
    /// If the paths of `fields` would take too much work on a resource, only its identity is written.
    ///
    /// - Parameter options: The layout of the text between the resources.
    /// - Returns: The text in UTF-8.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if `fields` takes too much work on all resources of the
    ///   page.
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
