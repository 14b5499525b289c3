/// Where an entry is in a ``RowIndex``, or would be.
struct Place {
    var group: Int
    var leaf: Int
    var position: Int
    var isPresent: Bool
}
