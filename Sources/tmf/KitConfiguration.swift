import TMForum

/// The `config.json` of the published kits: the URL, the header fields, and the body of the first request.
struct KitConfiguration: Sendable, Equatable {
    /// An error in the configuration.
    struct Failure: Error, Hashable, CustomStringConvertible {
        /// A description of the problem in one sentence.
        var description: String
    }

    /// The URL without surrounding spaces, or `nil` if the file has none.
    var url: String?
    /// The header fields that replace those of every request, or `nil` if the file has none.
    var headers: [APIHeaders.Field]?
    /// The body of the first POST of each kit.
    var payloads: [NamedResource: JSONValue] = [:]
    /// The entries of the file that no kit uses.
    var ignored: [String] = []

    private static let methods = ["GET", "POST", "PATCH", "PUT", "DELETE"]

    init() {}

    init(parsing bytes: [UInt8]) throws(Failure) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let json: JSONValue
        do throws(JSONParsingError) {
            json = try JSONValue(parsing: bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes)
        } catch { throw Failure(description: error.description) }
        guard let members = json.objectValue?.members else {
            throw Failure(description: "expected an object with url, headers and payloads")
        }
        for member in members {
            switch member.name {
            case "url": url = try Self.url(member.value)
            case "headers": headers = try Self.headers(member.value)
            case "payloads": try readPayloads(member.value)
            default: ignored.append(member.name)
            }
        }
    }

    private static func url(_ json: JSONValue) throws(Failure) -> String? {
        guard let text = json.stringValue else { throw Failure(description: "url: expected a string") }
        let trimmed = text.drop { $0.isWhitespace }
        return trimmed.isEmpty ? nil : String(String(trimmed.reversed().drop { $0.isWhitespace }).reversed())
    }

    private static func headers(_ json: JSONValue) throws(Failure) -> [APIHeaders.Field] {
        guard let members = json.objectValue?.members else {
            throw Failure(description: "headers: expected an object with a string for each name")
        }
        var fields: [APIHeaders.Field] = []
        for member in members {
            let text = member.value.stringValue ?? member.value.numberValue?.description
            guard let text, let parts = HTTPField.parts(of: "\(member.name):\(text)"), parts.name == member.name else {
                throw Failure(description: "headers.\(member.name): expected a string")
            }
            do throws(HTTPField.Failure) {
                fields.append(try HTTPField.field(parts.name, parts.value))
            } catch {
                throw Failure(description: "headers: \(error)")
            }
        }
        return fields
    }

    private mutating func readPayloads(_ json: JSONValue) throws(Failure) {
        guard let resources = json.objectValue?.members else {
            throw Failure(description: "payloads: expected an object with a member for each resource")
        }
        for resource in resources {
            let place = "payloads.\(resource.name)"
            let name = resource.name.drop { $0 == "/" }.lowercased()
            guard let known = NamedResource.all.first(where: { $0.description.typeName.lowercased() == name }) else {
                ignored.append(place)
                continue
            }
            guard let members = resource.value.objectValue?.members else {
                throw Failure(description: "\(place): expected an object with a member POST")
            }
            let byMethod = members.filter { Self.methods.contains($0.name.uppercased()) }
            // Without methods, the object itself is the payload.
            let bodies = byMethod.isEmpty ? [.init(name: "POST", value: resource.value)] : byMethod
            for body in bodies {
                let path = byMethod.isEmpty ? place : "\(place).\(body.name)"
                guard body.name.uppercased() == "POST" else {
                    ignored.append(path)
                    continue
                }
                payloads[known] = try Self.payload(body.value, path, for: known.description)
            }
        }
    }

    private static func payload(
        _ json: JSONValue, _ place: String, for resource: ResourceDescription
    ) throws(Failure) -> JSONValue {
        var body = json
        if let members = json.objectValue?.members, members.count == 1, let only = members.first,
            ["payload", "body"].contains(only.name.lowercased())
        {
            body = only.value
        }
        if let text = body.stringValue {
            do throws(JSONParsingError) {
                body = try JSONValue(parsing: text)
            } catch { throw Failure(description: "\(place): expected an object, or JSON as a string: \(error)") }
        }
        guard let object = body.objectValue else { throw Failure(description: "\(place): expected an object") }
        for missing in Self.missing(in: object, of: resource.model) {
            throw Failure(description: "\(place): \(missing) is missing; the kit needs it to send a body")
        }
        return body
    }

    /// The mandatory attributes, at every depth, that a body lacks; the published kit does not send a body without them.
    private static func missing(in body: JSONObject?, of model: any Model.Type) -> [String] {
        model.rows.filter { $0.rules.contains(.mandatoryForCertification) }.flatMap { attribute in
            guard let value = body?[attribute.name] else { return [attribute.name] }
            guard let model = attribute.valueType as? any Model.Type else { return [] }
            let values = attribute.isArray ? value.arrayValue ?? [] : [value]
            return values.flatMap { missing(in: $0.objectValue, of: model) }.map { "\(attribute.name).\($0)" }
        }
    }
}
