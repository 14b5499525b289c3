import TMForum

/// A resource of a store as a line of JSON: `{"collection":…,"id":…,"document":…}`.
enum StoreLine {
    /// A resource and its key.
    struct Resource: Sendable {
        var key: ResourceKey
        var document: JSONDocument
    }

    /// The line of a resource, without a line feed.
    static func text(of resource: StoredResource) -> String {
        var writer = JSONWriter(capacity: resource.document.bytes.count + 80)
        writer.beginObject()
        writer.writeName("collection")
        writer.write(resource.key.collection.rawValue)
        writer.writeName("id")
        writer.write(resource.key.id)
        writer.writeName("document")
        writer.write(resource.document.root)
        writer.endObject()
        // A line break in JSON is whitespace, because line breaks in strings are escaped.
        let bytes = writer.bytes.map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? UInt8(ascii: " ") : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads resources from lines.
    ///
    /// - Parameters:
    ///   - lines: The lines.
    ///   - collection: The collection for plain resources with an `id`, or `nil` if the lines are in the format of
    ///     ``text(of:)``.
    /// - Returns: The resources.
    /// - Throws: `ResourceFile.Failure` if a line is neither.
    static func resources(
        in lines: [JSONDocument], collection: String?
    ) throws(ResourceFile.Failure) -> [Resource] {
        var resources: [Resource] = []
        for (number, line) in lines.enumerated() {
            guard let resource = resource(line, collection) else {
                let expected =
                    collection == nil ? #"{"collection":…,"id":…,"document":…}"# : "a resource with an id"
                throw ResourceFile.Failure(description: "resource \(number + 1): expected \(expected)")
            }
            resources.append(resource)
        }
        return resources
    }

    private static func resource(_ line: JSONDocument, _ collection: String?) -> Resource? {
        guard let id = line.root["id"]?.stringValue else { return nil }
        if let collection {
            return Resource(key: ResourceKey(CollectionName(rawValue: collection), id), document: line)
        }
        guard let name = line.root["collection"]?.stringValue, let element = line.root["document"],
            let document = try? JSONDocument(parsing: Array(element.bytes), limits: ResourceFile.limits)
        else { return nil }
        return Resource(key: ResourceKey(CollectionName(rawValue: name), id), document: document)
    }
}
