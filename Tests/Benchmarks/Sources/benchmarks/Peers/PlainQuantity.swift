/// A `Quantity` as plain synthesized `Codable`: dates are strings, and unknown members are dropped.
struct PlainQuantity: Codable {
    var amount: Double?
    var units: String?
}
