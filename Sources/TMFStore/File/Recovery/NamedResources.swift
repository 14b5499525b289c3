import TMFJSON

/// The resources that the text of a damaged record still names.
enum NamedResources {
    private static let start = Array(#"{"collection":"#.utf8)
    /// The members of what names a resource in a record: nothing else is taken for one.
    private static let members: Set = ["collection", "id", "document", "previous", "previousRevision", "revision"]

    /// Returns the resources in the order of the text, each once.
    ///
    /// - Parameter bytes: The text, complete or not.
    /// - Returns: The resources.
    static func keys(in bytes: [UInt8]) -> [ResourceKey] {
        var keys: [ResourceKey] = []
        var found: Set<ResourceKey> = []
        var offset = 0
        while offset + start.count <= bytes.count {
            guard bytes[offset] == start[0], bytes[offset..<offset + start.count].elementsEqual(start),
                let end = end(of: bytes, from: offset + 1), let key = key(Array(bytes[offset..<end]))
            else {
                offset += 1
                continue
            }
            if found.insert(key).inserted { keys.append(key) }
            offset = end
        }
        return keys
    }

    /// The end of a flat object.
    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var (offset, isText) = (start, false)
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\\"): offset += 1
            case UInt8(ascii: "\""): isText.toggle()
            case UInt8(ascii: "}") where !isText: return offset + 1
            case UInt8(ascii: "{") where !isText, UInt8(ascii: "\n"): return nil
            default: break
            }
            offset += 1
        }
        return nil
    }

    private static func key(_ bytes: [UInt8]) -> ResourceKey? {
        guard let line = try? JSONDocument(parsing: bytes, limits: RecordContent.limits),
            line.root.members.allSatisfy({ members.contains($0.name) }),
            let collection = line.root["collection"]?.stringValue, let id = line.root["id"]?.stringValue
        else { return nil }
        return ResourceKey(CollectionName(rawValue: collection), id)
    }
}
