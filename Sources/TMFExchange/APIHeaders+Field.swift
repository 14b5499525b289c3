extension APIHeaders {
    /// A header field, whose name and value form a single line.
    ///
    /// CR, LF and NUL, which would end the line or truncate the value, become spaces whenever a value is set, as RFC
    /// 9110 section 5.5 allows. Everything else is kept unchanged.
    public struct Field: Sendable, Hashable {
        /// The name.
        public var name: Name
        /// The value, which never contains CR, LF or NUL.
        public var value: String {
            didSet { value = Self.line(value) }
        }

        /// Creates a field.
        ///
        /// - Parameters:
        ///   - name: The name.
        ///   - value: The value. CR, LF and NUL become spaces.
        public init(name: Name, value: String) {
            self.name = name
            self.value = Self.line(value)
        }

        /// Returns a text as a single line.
        private static func line(_ text: String) -> String {
            guard text.utf8.contains(where: endsLine) else { return text }
            return String(decoding: text.utf8.map { endsLine($0) ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
        }

        private static func endsLine(_ byte: UInt8) -> Bool {
            byte < 0x0E && (byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") || byte == 0)
        }
    }
}
