import TMFJSON

/// Keys of bytes that are the same in every process, as described for ``IndexKey``.
enum StableKeys: IndexKeys {
    static var nothing: IndexKey { IndexKey(bytes: []) }

    static func keys(of kind: IndexClass) -> Range<IndexKey> {
        IndexKey(bytes: [kind.rawValue])..<IndexKey(bytes: [kind.rawValue + 1])
    }

    static func next(after key: IndexKey) -> IndexKey { IndexKey(bytes: key.bytes + [0]) }

    static func equal(text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<IndexKey> {
        position(of: text, from: start, to: end)
    }

    static func equal(number text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<IndexKey> {
        guard let number = JSONNumber(JSONText.string(text.extracting(start..<end))) else {
            return position(of: text, from: start, to: end)
        }
        return position(of: number)
    }

    static func position(of value: Bool) -> IndexPosition<IndexKey> { position(.boolean, [value ? 1 : 0]) }

    static func position(of number: JSONNumber) -> IndexPosition<IndexKey> {
        position(.number, number.orderedBytes)
    }

    static func position(of instant: RFC3339.Instant) -> IndexPosition<IndexKey> {
        let seconds = UInt64(bitPattern: instant.seconds) ^ (1 << 63)
        let nanoseconds = UInt32(bitPattern: instant.nanoseconds)
        return position(
            .instant,
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: seconds >> UInt64($0)) }
                + stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: nanoseconds >> UInt32($0)) })
    }

    static func position(of text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<IndexKey> {
        let end = min(end, start + IndexKey.maximumLength)
        return position(.text, (start..<end).map { text[$0] })
    }

    static func keys(startingWith prefix: [UInt8]) -> Range<IndexKey> {
        let first = key(.text, prefix)
        guard !first.isShared, let last = first.bytes.last else { return first..<next(after: first) }
        // No byte of UTF-8 has all bits set.
        return first..<IndexKey(bytes: first.bytes.dropLast() + [last + 1])
    }

    private static func position(_ kind: IndexClass, _ value: [UInt8]) -> IndexPosition<IndexKey> {
        let key = key(kind, value)
        return key.isShared ? .shared(key) : .own(key)
    }

    private static func key(_ kind: IndexClass, _ value: [UInt8]) -> IndexKey {
        IndexKey(bytes: [kind.rawValue] + value.prefix(IndexKey.maximumLength - 1))
    }
}
