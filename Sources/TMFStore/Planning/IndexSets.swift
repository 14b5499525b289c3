/// The sets of an index for equality.
struct EqualitySets: Sendable, Hashable {
    static let count = 2

    /// The set of resources by their texts and Booleans.
    var texts: Int
    /// The set of resources by their numbers, including numbers in texts.
    var numbers: Int { texts + 1 }

    var all: ClosedRange<Int> { texts...numbers }
}

/// The sets of an index for order, in the order in which values are sorted.
struct OrderSets: Sendable, Hashable {
    static let count = 5

    /// The set of resources with one value, which is a Boolean.
    var booleans: Int
    /// The set of resources with one value, which is a number.
    var numbers: Int { booleans + 1 }
    /// The set of resources with one value, which is an instant.
    var instants: Int { booleans + 2 }
    /// The set of resources with one value, which is another text.
    var texts: Int { booleans + 3 }
    /// The set of resources with several values or with a value that has no key; all have the same key.
    var others: Int { booleans + 4 }

    var all: ClosedRange<Int> { booleans...others }
}
