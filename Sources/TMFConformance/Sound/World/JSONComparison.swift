import TMFJSON
import TMFModels

/// A difference between a sent or previously read value and a returned one.
struct JSONDifference: Sendable {
    /// The kind of difference.
    enum Kind: Sendable {
        /// The value differs or is absent.
        case value
        /// The number differs.
        case number
        /// The number is equal, but has other digits.
        case digits
        /// A `null` is absent.
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

    /// Returns the parts of a sent value that were not returned; objects may have additional members.
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
            // The same instant may be written differently.
            if let first = try? Timestamp(text), let second = try? Timestamp(other), first == second { return [] }
            return [Self(.value, at: pointer, expected: sent, got: got)]
        default:
            return sent == got ? [] : [Self(.value, at: pointer, expected: sent, got: got)]
        }
    }

    /// Returns the first-level differences between two resources.
    static func changes(from first: JSONValue, to second: JSONValue, ignoring ignored: Set<String> = []) -> [Self] {
        guard case .object(let before) = first, case .object(let after) = second else {
            return first == second ? [] : [Self(.value, at: JSONPointer(), expected: first, got: second)]
        }
        let names = before.names + after.names.filter { before[$0] == nil }
        return names.filter { !ignored.contains($0) && !isSame(before[$0], after[$0]) }
            .map { Self(.value, at: JSONPointer(tokens: [$0]), expected: before[$0], got: after[$0]) }
    }

    /// Returns whether a value is a date-time.
    static func isTime(_ value: JSONValue?) -> Bool {
        value?.stringValue.map { (try? Timestamp($0)) != nil } ?? false
    }

    /// Returns whether two values are equivalent; `null` and absence are the same.
    private static func isSame(_ first: JSONValue?, _ second: JSONValue?) -> Bool {
        (first ?? .null) == (second ?? .null)
    }
}
