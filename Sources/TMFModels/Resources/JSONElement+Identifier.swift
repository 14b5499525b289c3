package import TMFJSON

extension JSONElement {
    /// The text of `id`, or its digits if it is a number, so that the checks of such a resource can continue.
    package var resourceIdentifier: String? { self["id"].flatMap { $0.stringValue ?? $0.numberValue?.text } }
}
