public import TMFJSON

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension JSONNumber {
    /// Creates a number from a decimal value with all its digits.
    ///
    /// - Parameter value: The value; `nil` results for NaN, which JSON cannot write.
    public init?(_ value: Decimal) {
        guard value.isFinite else { return nil }
        self.init(value.description)
    }

    /// The value as a `Decimal`, or `nil` if a `Decimal` cannot hold it exactly.
    ///
    /// A `Decimal` has 38 digits and powers of ten from -128 to 127. Zeros at the end of a fraction are not kept: `1.50` gives 1.5.
    public var decimalValue: Decimal? {
        guard let value = Decimal(string: text), value.isFinite, JSONNumber(value) == self else { return nil }
        return value
    }
}
