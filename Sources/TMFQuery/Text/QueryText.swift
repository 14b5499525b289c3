import TMFJSON

/// A query string out of which parameters can be taken without touching the others.
package struct QueryText {
    /// What is left of a query string.
    package struct Remainder {
        /// The other parameters as they were written.
        package fileprivate(set) var text = ""
        /// The values of the parameters that were taken out, decoded; of several with one name the first.
        package fileprivate(set) var taken: [String: String] = [:]
        /// Where each of the other parameters stands, and where it stood.
        fileprivate var places: [(place: Int, origin: Int)] = []

        /// Returns where a byte stood in the whole query string.
        package func origin(of offset: Int) -> Int {
            guard let last = places.last(where: { $0.place <= offset }) else { return offset }
            return last.origin + offset - last.place
        }
    }

    private let groups: [[QueryTerm.Piece]]

    package init(_ text: String) { groups = QuerySplitter.groups(text) }

    /// Returns the query string without parameters of some names, as far as they have a plain `=` or no value.
    package func removing(_ names: Set<String>) -> Remainder {
        var remainder = Remainder()
        for (number, group) in groups.enumerated() {
            var separator = number == 0 || remainder.text.isEmpty ? "" : ";"
            for piece in group {
                let parts = piece.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let name = QueryTerm.Piece(text: parts[0], offset: piece.offset).trimmed().text
                if let name = PercentEncoding.decoded(name), names.contains(name) {
                    let value = parts.count > 1 ? PercentEncoding.decoded(parts[1]) ?? "" : ""
                    if remainder.taken[name] == nil { remainder.taken[name] = value }
                    continue
                }
                remainder.text += separator
                remainder.places.append((remainder.text.utf8.count, piece.offset))
                remainder.text += piece.text
                separator = "&"
            }
        }
        return remainder
    }
}
