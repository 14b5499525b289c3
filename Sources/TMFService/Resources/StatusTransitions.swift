import TMFJSON
import TMFModels

/// The initial statuses of a resource and the allowed transitions between statuses.
///
/// ```swift
/// let transitions = StatusTransitions(
///     ["open": ["inProgress", "cancelled"], "inProgress": ["completed", "cancelled"]], initial: ["open"])
/// ```
///
/// A status may always stay the same. A final status need not be listed.
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

    /// Returns the finding of a change of status.
    ///
    /// A resource that had no status must start with an initial one.
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
