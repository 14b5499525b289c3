import TMFJSON

extension TimePeriod {
    /// The rule that a period does not end before it starts; an end that is absent or invalid is not compared.
    public static let rules = [ModelRule(check: checkOrder)]

    @Sendable
    private static func checkOrder(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, index: Int, _ context: inout ValidationContext
    ) {
        var (start, end): (Int?, Int?)
        let names = attributes.table.names
        let limit = tape.end(of: index)
        var name = index + 1
        while name < limit {
            switch names.position(of: tape.token(at: name), in: text) {
            case .some(let position) where position == startPosition: start = name + 1
            case .some(let position) where position == endPosition: end = name + 1
            default: break
            }
            name = tape.end(of: name + 1)
        }
        guard let start, let end, let first = instant(text, tape, start), let last = instant(text, tape, end),
            (last.seconds, last.nanoseconds) < (first.seconds, first.nanoseconds)
        else { return }
        let pointer = context.pointer.appending("endDateTime")
        context.add(Finding(.periodOrder, at: pointer, "endDateTime is before startDateTime"))
    }

    private static let startPosition = attributes.names.firstIndex(of: "startDateTime")
    private static let endPosition = attributes.names.firstIndex(of: "endDateTime")

    private static func instant(_ text: Span<UInt8>, _ tape: Span<UInt64>, _ index: Int) -> RFC3339.Instant? {
        let token = tape.token(at: index)
        return token.isKind(JSONToken.Code.string) ? ValueForm.instant(token, in: text) : nil
    }
}
