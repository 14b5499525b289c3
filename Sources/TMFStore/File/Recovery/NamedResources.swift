import TMFJSON

/// A search for the resources that the text of a damaged record still names.
enum NamedResources {
    private static let start = Array(#"{"collection":"#.utf8)
    /// The members of an object that names a resource in a record; an object with other members does not count.
    private static let members: Set = ["collection", "id", "document", "previous", "previousRevision", "revision"]

    /// Returns the keys in the order of the text, without repetitions.
    ///
    /// - Parameter bytes: The text, which may be incomplete.
    /// - Returns: The keys of the resources.
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

    /// Returns the end of an object without nested values.
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
