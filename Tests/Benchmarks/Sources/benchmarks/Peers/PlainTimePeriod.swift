/// A `TimePeriod` as plain synthesized `Codable`: dates are strings, and unknown members are dropped.
struct PlainTimePeriod: Codable {
    var startDateTime: String?
    var endDateTime: String?
}
