import TMFJSON
import TMFModels

/// What differs between a value that was sent or seen before and the one that came.
struct JSONDifference: Sendable {
    /// In which way they differ.
    enum Kind: Sendable {
        /// The value is another one, or is not there.
        case value
        /// The number is another one.
        case number
        /// The number is the same, with other digits.
        case digits
        /// A `null` is not there.
        case null
    }

    var kind: Kind
    var pointer: JSONPointer
    var expected: String
    var got: String

    var failure: SoundFailure { SoundFailure(pointer: pointer, expected: expected, got: got) }

    private init(_ kind: Kind, at pointer: JSONPointer, expected: JSONValue?, got: JSONValue?) {
        (self.kind, self.pointer) = (kind, pointer)
        (self.expected, self.got) = (expected?.description ?? "nothing", got?.description ?? "nothing")
    }

    /// Returns what of a value that was sent did not come back; objects may have got more members.
    static func lost(_ sent: JSONValue, in got: JSONValue?, at pointer: JSONPointer = JSONPointer()) -> [Self] {
        switch (sent, got) {
        case (.object(let sent), .object(let got)?):
            return sent.flatMap { lost($0.value, in: got[$0.name], at: pointer.appending($0.name)) }
        case (.array(let sentElements), .array(let gotElements)?):
            guard sentElements.count == gotElements.count else {
                return [Self(.value, at: pointer, expected: sent, got: got)]
            }
            return zip(sentElements, gotElements).enumerated().flatMap { position, pair in
                lost(pair.0, in: pair.1, at: pointer.appending(index: position))
            }
        case (.number(let number), .number(let other)?):
            if number != other { return [Self(.number, at: pointer, expected: sent, got: got)] }
            return number.text == other.text ? [] : [Self(.digits, at: pointer, expected: sent, got: got)]
        case (.number, _): return [Self(.number, at: pointer, expected: sent, got: got)]
        case (.null, .null?): return []
        case (.null, nil): return [Self(.null, at: pointer, expected: sent, got: got)]
        case (.string(let text), .string(let other)?) where text != other:
            // The same instant may be written in another way.
            if let first = try? Timestamp(text), let second = try? Timestamp(other), first == second { return [] }
            return [Self(.value, at: pointer, expected: sent, got: got)]
        default:
            return sent == got ? [] : [Self(.value, at: pointer, expected: sent, got: got)]
        }
    }

    /// Returns where two resources differ at the first level.
    static func changes(from first: JSONValue, to second: JSONValue, ignoring ignored: Set<String> = []) -> [Self] {
        guard case .object(let before) = first, case .object(let after) = second else {
            return first == second ? [] : [Self(.value, at: JSONPointer(), expected: first, got: second)]
        }
        let names = before.names + after.names.filter { before[$0] == nil }
        return names.filter { !ignored.contains($0) && !isSame(before[$0], after[$0]) }
            .map { Self(.value, at: JSONPointer(tokens: [$0]), expected: before[$0], got: after[$0]) }
    }

    /// Whether a value is a date-time.
    static func isTime(_ value: JSONValue?) -> Bool {
        value?.stringValue.map { (try? Timestamp($0)) != nil } ?? false
    }

    /// Whether two values say the same: that something is `null` and that it is not there is the same.
    private static func isSame(_ first: JSONValue?, _ second: JSONValue?) -> Bool {
        (first ?? .null) == (second ?? .null)
    }
}
