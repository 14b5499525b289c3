/// A position in the feed of events: everything up to it is known.
///
/// Its text, such as `1871-0`, is the number of a commit and the number of an event in that commit. It stays valid when
/// the process restarts, and belongs to the store that it came from.
public struct EventCursor: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number of the commit.
    public let commit: UInt64
    /// The number of the event in the commit, or the greatest number for all events of the commit.
    let event: UInt32

    /// Creates the position after all events of a commit.
    ///
    /// - Parameter commit: The number of the commit, or 0 for the position before all events.
    public init(after commit: UInt64) { self.init(commit, .max) }

    init(_ commit: UInt64, _ event: UInt32) { (self.commit, self.event) = (commit, event) }

    /// Creates a position from its text, or returns `nil` if it is not that of a cursor.
    ///
    /// - Parameter text: The text of a cursor, such as `1871-0`; `1871` is the position after all events of the commit.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let commit = UInt64(canonical: parts[0]) else { return nil }
        guard parts.count == 2 else {
            self.init(after: commit)
            return
        }
        guard let event = UInt32(canonical: parts[1]), event != .max else { return nil }
        self.init(commit, event)
    }

    /// The text of the position, such as `1871-0`, or `1871` after all events of a commit.
    public var description: String { event == .max ? "\(commit)" : "\(commit)-\(event)" }

    /// A Boolean value that indicates whether the position is after all events of its commit.
    var isEndOfCommit: Bool { event == .max }

    /// The number of the last commit whose events are all up to the position.
    var lastCompleteCommit: UInt64 { isEndOfCommit ? commit : commit - min(commit, 1) }

    /// Returns whether a position is before another one.
    public static func < (first: EventCursor, second: EventCursor) -> Bool {
        (first.commit, first.event) < (second.commit, second.event)
    }
}

extension FixedWidthInteger {
    /// Reads a number of decimal digits without a sign and without leading zeros.
    init?(canonical text: some StringProtocol) {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text == "0" || !text.hasPrefix("0") else {
            return nil
        }
        self.init(text)
    }
}
