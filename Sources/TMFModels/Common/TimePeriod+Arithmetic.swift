extension TimePeriod {
    /// The time from the start to the end, negative if the period ends before it starts, or `nil` if it is open at an end.
    public var duration: Duration? {
        guard let startDateTime, let endDateTime else { return nil }
        return startDateTime.duration(to: endDateTime)
    }

    /// Returns whether a timestamp lies in the period.
    ///
    /// A period has its start but not its end, so that of two successive periods one alone has the instant between them. A
    /// period that ends when it starts is that instant. An open end has no bound, and a period that ends before it starts has
    /// nothing in it.
    ///
    /// - Parameter timestamp: The timestamp.
    /// - Returns: Whether it lies in the period.
    public func contains(_ timestamp: Timestamp) -> Bool {
        if let startDateTime, timestamp < startDateTime { return false }
        guard let endDateTime else { return true }
        return timestamp < endDateTime || (timestamp == endDateTime && timestamp == startDateTime)
    }

    /// Returns whether the period has an instant in common with another one.
    ///
    /// - Parameter other: The other period.
    /// - Returns: Whether there is an instant that both contain; see ``contains(_:)``.
    public func overlaps(_ other: TimePeriod) -> Bool {
        // If the periods share any instant, they share the first of the one that starts later.
        guard let start = [startDateTime, other.startDateTime].compactMap(\.self).max() else { return true }
        return contains(start) && other.contains(start)
    }
}
