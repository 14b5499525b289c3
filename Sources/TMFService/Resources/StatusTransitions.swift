import TMFJSON
import TMFModels

/// The statuses that a resource may begin with, and those that may follow each other.
///
/// ```swift
/// let transitions = StatusTransitions(
///     ["open": ["inProgress", "cancelled"], "inProgress": ["completed", "cancelled"]], initial: ["open"])
/// ```
///
/// A status may always stay what it is. One that nothing may follow need not be named.
public struct StatusTransitions: Sendable, Hashable {
    /// The statuses that may follow each status.
    public var next: [String: Set<String>]
    /// The statuses that a new resource may have, or `nil` for any.
    public var initial: Set<String>?

    /// Creates transitions.
    ///
    /// - Parameters:
    ///   - next: The statuses that may follow each status.
    ///   - initial: The statuses that a new resource may have, or `nil` for any.
    public init(_ next: [String: Set<String>], initial: Set<String>? = nil) {
        self.next = next
        self.initial = initial
    }

    /// Returns the finding of a change of status; a resource without a status starts afresh.
    func finding(from before: JSONValue?, to after: JSONValue?, at name: String) -> Finding? {
        guard before != after else { return nil }
        let pointer = JSONPointer(tokens: [name])
        guard let before = before?.stringValue else {
            guard let initial, let status = after?.stringValue, !initial.contains(status) else { return nil }
            return Finding(.transition, at: pointer, "\(name) cannot start as '\(status)'")
        }
        guard let status = after?.stringValue else {
            return Finding(.transition, at: pointer, "\(name) cannot be removed")
        }
        if next[before]?.contains(status) ?? false { return nil }
        return Finding(.transition, at: pointer, "\(name) cannot change from '\(before)' to '\(status)'")
    }
}
