import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension PublishedEvent {
    /// Returns the event as JSON text.
    ///
    /// - Parameter shape: The form in which the reader receives events.
    /// - Returns: The text, which is the same for the same event and form.
    public func serialized(_ shape: EventShape = EventShape()) -> [UInt8] {
        let text = text(shape, shape.payload, isTruncated: false)
        guard text.count > shape.size else { return text }
        return self.text(shape, .reference, isTruncated: true)
    }

    private func text(_ shape: EventShape, _ payload: EventShape.Payload, isTruncated: Bool) -> [UInt8] {
        var writer = JSONWriter(capacity: (document?.bytes.count ?? 0) + 512)
        write(to: &writer, shape, payload, isTruncated: isTruncated)
        // The fields select from the event of the API, whatever the format.
        guard shape.format == .tmf, let fields = shape.fields,
            let document = try? JSONDocument(parsing: writer.bytes, limits: .highest)
        else { return writer.bytes }
        var selection = JSONWriter(capacity: 512)
        FieldSelection(alwaysSelected + fields.paths).write(document, to: &selection)
        return selection.bytes
    }

    /// The paths that every selection of parts of the event includes.
    private var alwaysSelected: [JSONPath] {
        let names =
            [["eventId"], ["eventType"], ["eventTime"]] + FieldSelection.always.map { ["event", resource.name, $0] }
        return names.map { JSONPath(PathQuery(isAbsolute: true, names: $0)) }
    }

    private func write(
        to writer: inout JSONWriter, _ shape: EventShape, _ payload: EventShape.Payload, isTruncated: Bool
    ) {
        writer.beginObject()
        var written: [(name: String, value: JSONValue)] = []
        func add(_ name: String, _ value: String?) {
            if let value { written.append((name, .string(value))) }
        }
        switch shape.format {
        case .tmf:
            // The schema of the event for attributes has no identifier and no address of the resource.
            if kind != .attributeValueChange {
                add("id", document?.root["id"]?.stringValue)
                add("href", document?.root["href"]?.stringValue)
            }
            add("eventId", id)
            add("eventTime", time?.text)
            add("eventType", type)
            add("correlationId", correlationID)
            add("title", type)
            add("timeOcurred", occurred?.text)
            if kind == .attributeValueChange { add("fieldPath", attributes.joined(separator: ",")) }
        case .cloudEvents:
            add("specversion", "1.0")
            add("id", id)
            add("source", shape.publicURL + resource.path.dropLast(resource.name.utf8.count + 1))
            add("type", cloudEventType)
            add("subject", key.id)
            add("time", time?.text)
            add("datacontenttype", "application/json")
            add("correlationid", correlationID)
            add("sequence", cursor.description)
        }
        if isTruncated { written.append(("truncated", true)) }
        for (name, value) in written where shape.format == .cloudEvents || members[name] == nil {
            writer.writeName(name)
            writer.write(value)
        }
        if shape.format == .tmf {
            for member in members where !["event", "previous", "truncated"].contains(member.name) {
                writer.writeName(member.name)
                writer.write(member.value)
            }
        }
        writer.writeName(shape.format == .tmf ? "event" : "data")
        writer.beginObject()
        writer.writeName(resource.name)
        writePayload(to: &writer, payload)
        writer.endObject()
        if shape.includesPreviousValues, !isTruncated, let before, !attributes.isEmpty {
            writer.writeName("previous")
            writer.beginObject()
            writer.writeName(resource.name)
            Self.write(attributes, of: before.root, to: &writer)
            writer.endObject()
        }
        writer.endObject()
    }

    /// The time of the change: that of the commit or, for a new status, its date unless that is later.
    private var occurred: Timestamp? {
        guard kind == .statusChange, let time, let name = resource.statusDateAttribute, attributes.contains(name),
            let text = after?.root[name]?.stringValue, let date = try? Timestamp(text), date <= time
        else { return time }
        return date
    }

    /// The type of the event as a CloudEvent, such as `org.tmforum.partyinteraction.v4.PartyInteractionCreateEvent`.
    private var cloudEventType: String {
        let major = resource.version.prefix { $0 != "." }
        let version = major.isEmpty ? "" : ".v\(major)"
        return "org.tmforum.\(resource.name.lowercased())\(version).\(type)"
    }

    // MARK: - The resource

    private func writePayload(to writer: inout JSONWriter, _ payload: EventShape.Payload) {
        guard let document else { return writer.writeNull() }
        switch (payload, kind) {
        case (.full, _), (.delta, .create): writer.write(document.root)
        case (.reference, _), (.delta, .delete): Self.write([], of: document.root, to: &writer)
        case (.delta, _): Self.write(attributes, of: document.root, to: &writer)
        }
    }

    /// Writes the attributes that identify a resource and those with the given names.
    private static func write(_ names: [String], of resource: JSONElement, to writer: inout JSONWriter) {
        writer.beginObject()
        for name in FieldSelection.always where !names.contains(name) {
            guard let value = resource[name] else { continue }
            writer.writeName(name)
            writer.write(value)
        }
        for name in names {
            writer.writeName(name)
            if let value = resource[name] { writer.write(value) } else { writer.writeNull() }
        }
        writer.endObject()
    }
}
