package import TMFJSON

extension JSONElement {
    /// The text of `id`; of a number its digits, so that a resource that has one can be judged further.
    package var resourceIdentifier: String? { self["id"].flatMap { $0.stringValue ?? $0.numberValue?.text } }
}
