public import TMFJSON

/// An attribute value that is one string, number or Boolean, so that queries can compare it.
public protocol ScalarValue: AttributeValue {}

/// A scalar with an order, so that queries can ask for ranges of it.
public protocol OrderedValue: ScalarValue {}

extension String: OrderedValue {}
extension Bool: ScalarValue {}
extension Int: OrderedValue {}
extension Int32: OrderedValue {}
extension Int64: OrderedValue {}
extension Double: OrderedValue {}
extension JSONNumber: OrderedValue {}
extension Timestamp: OrderedValue {}
