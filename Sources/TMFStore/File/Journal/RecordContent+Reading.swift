import TMFJSON

extension RecordContent {
    /// Reads the payload of a record, or returns `nil` if it is invalid.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of the file.
    ///   - payload: The range of the payload in these bytes.
    init?(_ bytes: Span<UInt8>, _ payload: Range<Int>) {
        var end = payload.lowerBound
        while end < payload.upperBound, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        guard end < payload.upperBound else { return nil }
        var line: [UInt8] = []
        line.reserveCapacity(end - payload.lowerBound)
        for offset in payload.lowerBound..<end { line.append(bytes[offset]) }
        guard let document = try? JSONDocument(parsing: line, limits: Self.limits) else { return nil }
        var places = DocumentPlaces(start: end + 1, end: payload.upperBound)
        guard let content = Self.content(document.root, &places), places.isAtEnd else { return nil }
        self = content
    }

    /// The ranges of the documents of a record, in order.
    private struct DocumentPlaces {
        var start: Int
        let end: Int

        var isAtEnd: Bool { start == end }

        /// Returns the range of the next document, or `nil` if the record is too short for it.
        mutating func next(_ length: Int?) -> Range<Int>? {
            guard let length, length >= 0, length < end - start else { return nil }
            defer { start += length + 1 }
            return start..<start + length
        }
    }

    private static func content(_ line: JSONElement, _ places: inout DocumentPlaces) -> RecordContent? {
        if let sequence = line["commit"]?.unsigned {
            guard let durable = line["durable"]?.unsigned, let entries = line["changes"] else { return nil }
            var changes: [Change] = []
            for entry in entries.elements {
                guard let change = change(entry, &places) else { return nil }
                changes.append(change)
            }
            let note = line["note"]
            guard note == nil || note?.kind == .object else { return nil }
            return .commit(Commit(sequence: sequence, durable: durable, changes: changes, note: note))
        }
        if line["end"] != nil { return line["resources"]?.length.map { .end(resources: $0) } }
        if let key = key(line) {
            guard let revision = line["revision"]?.unsigned, let place = places.next(line["document"]?.length) else {
                return nil
            }
            return .resource(key, revision: revision, document: place)
        }
        guard let version = (line["journal"] ?? line["snapshot"])?.numberValue else { return nil }
        guard version == JSONNumber(UInt64(Self.version)) else { return .unknownVersion(version.text) }
        guard let segment = line["segment"]?.unsigned, let sequence = line["sequence"]?.unsigned else { return nil }
        if line["snapshot"] != nil {
            guard let hasSegment = line["hasSegment"]?.boolValue else { return nil }
            return .snapshot(SnapshotHeader(segment: segment, sequence: sequence, hasSegment: hasSegment))
        }
        return .segment(
            SegmentHeader(
                segment: segment, sequence: sequence, opening: line["opening"]?.unsigned,
                started: line["started"]?.unsigned, previousLength: line["previousLength"]?.length,
                batch: line["batch"]?.length, isClosed: line["closed"]?.boolValue ?? false))
    }

    private static func change(_ entry: JSONElement, _ places: inout DocumentPlaces) -> Change? {
        guard let key = key(entry) else { return nil }
        var change = Change(key: key)
        if let length = entry["document"] {
            guard let place = places.next(length.length) else { return nil }
            change.document = place
        }
        if let length = entry["previous"] {
            guard let place = places.next(length.length), let revision = entry["previousRevision"]?.unsigned else {
                return nil
            }
            change.previous = place
            change.previousRevision = revision
        }
        return change.document == nil && change.previous == nil ? nil : change
    }

    private static func key(_ element: JSONElement) -> ResourceKey? {
        guard let collection = element["collection"]?.stringValue, let id = element["id"]?.stringValue else {
            return nil
        }
        return ResourceKey(CollectionName(rawValue: collection), id)
    }
}

extension JSONElement {
    /// The number as a sequence number that can still be incremented, or `nil`.
    fileprivate var unsigned: UInt64? { numberValue?.int64Value.flatMap { UInt64(exactly: $0) } }

    fileprivate var length: Int? { numberValue?.int64Value.map { Int($0) } }
}
