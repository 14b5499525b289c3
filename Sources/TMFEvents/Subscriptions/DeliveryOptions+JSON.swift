import TMFExchange
package import TMFJSON
package import TMFModels

extension DeliveryOptions {
    /// The greatest number of deliveries at the same time that a listener can ask for.
    package static let highestConcurrency = 64
    /// The greatest number of header fields that a listener can ask for.
    package static let headerLimit = 10
    /// The greatest number of bytes in the value of one of them.
    package static let headerLength = 4_096
    /// The greatest number of deliveries per second that a listener can ask for.
    package static let highestRate = 1_000_000

    /// Reads options in the form in which a client writes them, as the member `delivery` of a subscription.
    ///
    /// - Parameters:
    ///   - json: The member.
    ///   - findings: Receives the problems. Options with a problem keep their default values.
    package init(_ json: JSONValue, _ findings: inout [Finding]) {
        self.init()
        var problems: [(path: [String], code: Finding.Code, message: String)] = []
        func option<Value: RawRepresentable<String> & CaseIterable>(
            _ name: String, _ value: JSONValue, _ fallback: Value
        ) -> Value {
            if let found = value.stringValue.flatMap({ Value(rawValue: $0) }) { return found }
            let names = Value.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            problems.append(([name], .invalidFormat, "\(name) must be one of \(names)"))
            return fallback
        }
        func number(_ name: String, _ value: JSONValue, _ range: ClosedRange<Int>) -> Int? {
            if let found = value.numberValue?.intValue, range.contains(found) { return found }
            problems.append(
                ([name], .invalidFormat, "\(name) must be an integer from \(range.lowerBound) to \(range.upperBound)"))
            return nil
        }
        for member in json.objectValue ?? [:] {
            let value = member.value
            switch member.name {
            case "payload": payload = option("payload", value, payload)
            case "previousValues":
                if let found = value.boolValue {
                    includesPreviousValues = found
                } else {
                    problems.append((["previousValues"], .typeMismatch, "previousValues must be true or false"))
                }
            case "format": format = option("format", value, format)
            case "order": order = option("order", value, order)
            case "concurrency": concurrency = number("concurrency", value, 1...Self.highestConcurrency) ?? concurrency
            case "rate": rate = number("rate", value, 1...Self.highestRate) ?? rate
            case "target": target = option("target", value, target)
            case "headers":
                for field in value.objectValue ?? [:] {
                    guard Self.permits(field.name), let text = field.value.stringValue,
                        text.utf8.count <= Self.headerLength, headers.fields.count < Self.headerLimit,
                        headers.add(name: field.name, value: text)
                    else {
                        problems.append(
                            (
                                ["headers", field.name], .notAllowed,
                                "a listener can ask for at most \(Self.headerLimit) fields, which are Authorization "
                                    + "and those that begin with X-, with at most \(Self.headerLength) bytes each"
                            ))
                        continue
                    }
                }
                if value.objectValue == nil {
                    problems.append((["headers"], .typeMismatch, "headers must be an object of texts"))
                }
            default: problems.append(([member.name], .unknownAttribute, "delivery has no option \(member.name)"))
            }
        }
        if json.objectValue == nil { problems.append(([], .typeMismatch, "delivery must be an object")) }
        findings += problems.map { Finding($0.code, at: JSONPointer(tokens: ["delivery"] + $0.path), $0.message) }
    }

    private static func permits(_ name: String) -> Bool {
        let name = name.lowercased()
        return name == "authorization" || name.hasPrefix("x-")
    }

    /// Returns the options that differ from the default values, in the form in which a client writes them.
    ///
    /// - Parameter includesHeaders: Whether the header fields are included, which clients can only write.
    /// - Returns: The options.
    package func json(includesHeaders: Bool) -> JSONObject {
        let usual = DeliveryOptions()
        var json = JSONObject()
        if payload != usual.payload { json["payload"] = .string(payload.rawValue) }
        if includesPreviousValues { json["previousValues"] = true }
        if format != usual.format { json["format"] = .string(format.rawValue) }
        if order != usual.order { json["order"] = .string(order.rawValue) }
        if concurrency != usual.concurrency { json["concurrency"] = .number(JSONNumber(concurrency)) }
        if let rate { json["rate"] = .number(JSONNumber(rate)) }
        if target != usual.target { json["target"] = .string(target.rawValue) }
        if includesHeaders, !headers.fields.isEmpty {
            var fields = JSONObject()
            for field in headers.fields { fields[field.name.text] = .string(field.value) }
            json["headers"] = .object(fields)
        }
        return json
    }
}
