/// A number of bytes as the published reports print it: `832B`, or `8.65KB` with two decimals at most.
struct PrintedSize: Sendable, Hashable {
    var text: String
    /// The number of bytes; of one that was rounded the one in the middle.
    var bytes: Int

    init(bytes: Int) {
        self.bytes = bytes
        guard bytes >= 1_024 else {
            text = "\(bytes)B"
            return
        }
        let hundredths = (bytes * 100 + 512) / 1_024
        var fraction = "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
        while fraction.hasSuffix("0") { fraction.removeLast() }
        if fraction.hasSuffix(".") { fraction.removeLast() }
        text = fraction + "KB"
    }

    init?(_ text: String) {
        self.text = text
        if text.hasSuffix("KB"), let kilobytes = Double(text.dropLast(2)) {
            bytes = Int((kilobytes * 1_024).rounded())
        } else if text.hasSuffix("B"), let number = Int(text.dropLast()) {
            bytes = number
        } else {
            return nil
        }
    }
}
