import TMFJSON

/// A query string from which parameters can be removed without changing the others.
package struct QueryText {
    /// The remainder of a query string after parameters were removed.
    package struct Remainder {
        /// The other parameters as they were written.
        package fileprivate(set) var text = ""
        /// The decoded values of the removed parameters; for a repeated name, the first value.
        package fileprivate(set) var taken: [String: String] = [:]
        /// The positions of the other parameters, and their original positions.
        fileprivate var places: [(place: Int, origin: Int)] = []

        /// Returns the original position of a byte in the complete query string.
        package func origin(of offset: Int) -> Int {
            guard let last = places.last(where: { $0.place <= offset }) else { return offset }
            return last.origin + offset - last.place
        }
    }

    private let bytes: [UInt8]
    private let parameters: [QuerySplitter.Parameter]

    package init(_ text: String) {
        bytes = Array(text.utf8)
        parameters = QuerySplitter.parameters(QueryPiece(text))
    }

    /// Returns the query string without the parameters with the given names, if they have a plain `=` or no value.
    package func removing(_ names: Set<String>) -> Remainder {
        var remainder = Remainder()
        /// A Boolean value that indicates whether a `;` separates the parameter from the remainder so far.
        var isAlternative = false
        for parameter in parameters {
            isAlternative = isAlternative || parameter.isAlternative
            let piece = parameter.piece
            let sign = piece.range.first { piece[$0].isRaw("=") }
            let name = piece[piece.range.lowerBound..<(sign ?? piece.range.upperBound)].trimmed()
            if let name = try? name.name(), names.contains(name) {
                let value = sign.flatMap { try? piece[$0 + 1..<piece.range.upperBound].text("") { _ in false } }
                if remainder.taken[name] == nil { remainder.taken[name] = value ?? "" }
                continue
            }
            if !remainder.text.isEmpty { remainder.text += isAlternative ? ";" : "&" }
            isAlternative = false
            remainder.places.append((remainder.text.utf8.count, piece.offset))
            remainder.text += String(decoding: bytes[piece.offset..<piece.end], as: UTF8.self)
        }
        return remainder
    }
}
