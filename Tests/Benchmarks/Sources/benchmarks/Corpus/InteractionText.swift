/// A generator of interactions as a contact center might record them.
///
/// Texts are written in JSON, including escapes, so that the documents do not depend on any of the measured writers.
struct InteractionText {
    private var random: SeededGenerator

    /// Creates a generator of documents.
    ///
    /// - Parameter seed: The seed of the sequence.
    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// Returns the next document.
    ///
    /// - Parameter number: The number that identifies it.
    /// - Returns: The document as compact JSON.
    mutating func next(number: Int) -> String { next(id: Self.id(number)) }

    /// Returns the next document with a given identifier.
    ///
    /// - Parameter id: The identifier.
    /// - Returns: The document as compact JSON.
    mutating func next(id: String) -> String {
        let href = "/partyInteractionManagement/v4/partyInteraction/\(id)"
        return object([#""id":"\#(id)""#, #""href":"\#(href)""#])
    }

    /// Returns the next document as a client sends it, without the attributes that a server sets.
    ///
    /// - Returns: The document as compact JSON.
    mutating func nextBody() -> String { object([]) }

    private mutating func object(_ first: [String]) -> String {
        var members = first
        members += [
            #""creationDate":"\#(date())""#,
            #""description":"\#(random.pick(Self.descriptions))""#,
            #""direction":"\#(random.chance(80) ? "inbound" : "outbound")""#,
            #""reason":"\#(random.pick(Self.reasons))""#,
            #""status":"\#(random.pick(["open", "inProgress", "completed", "waitingForParts"]))""#,
            #""channel":[\#(channel())]"#,
            #""interactionDate":\#(period())"#,
            #""interactionItem":[\#(item())]"#,
            #""note":[\#(note())]"#,
            #""relatedParty":[\#(party("customer", "Individual")),\#(party("agent", "Organization"))]"#,
            #""x-handling":{"cost":\#(amount()),"queue":"\#(random.pick(Self.queues))","transfers":[1,\#(random.number(2...9))]}"#,
            #""x-score":\#(random.number(0...4)).\#(random.number(1...9))0"#,
        ]
        if random.chance(20) { members.append(#""statusChangeDate":"\#(date())""#) }
        if random.chance(20) { members.append(#""x-escalated":\#(random.chance(50)),"x-supervisor":null"#) }
        if random.chance(60) { members.append(#""@type":"PartyInteraction""#) }
        return "{" + members.joined(separator: ",") + "}"
    }

    /// Returns the identifier of a document.
    ///
    /// - Parameter number: The number that identifies it.
    /// - Returns: The value of its `id`.
    static func id(_ number: Int) -> String { "pi-\(100_000 + number)" }

    private mutating func channel() -> String {
        #"{"id":"ch-\#(random.number(1...40))","name":"\#(random.pick(Self.channels))","role":"interaction"}"#
    }

    private mutating func item() -> String {
        var members = [
            #""id":"\#(random.number(1...9))""#,
            #""itemDate":{"startDateTime":"\#(date())"}"#,
            #""reason":"\#(random.pick(Self.reasons))""#,
            #""resolution":"\#(random.pick(Self.resolutions))""#,
            #""item":{"id":"\#(random.number(10_000...99_999))","role":"subject","@referredType":"Product","x-price":\#(amount())}"#,
        ]
        if random.chance(25) { members.append(#""note":[\#(note())]"#) }
        return "{" + members.joined(separator: ",") + "}"
    }

    private mutating func note() -> String {
        #"{"author":"\#(random.pick(Self.names))","date":"\#(date())","text":"\#(random.pick(Self.notes))"}"#
    }

    private mutating func party(_ role: String, _ type: String) -> String {
        let id = random.number(1_000...9_999)
        let name = random.pick(Self.names)
        let loyalty = random.chance(20) ? #","x-loyalty":{"tier":"gold","points":\#(random.number(1...90))50}"# : ""
        return #"{"id":"\#(id)","name":"\#(name)","role":"\#(role)","@referredType":"\#(type)"\#(loyalty)}"#
    }

    private mutating func period() -> String {
        // Texts of dates in the same time zone sort by time, and no period may end before it starts.
        let zone = zone()
        let dates = (date(zone), date(zone))
        return #"{"startDateTime":"\#(min(dates.0, dates.1))","endDateTime":"\#(max(dates.0, dates.1))"}"#
    }

    private mutating func zone() -> String { random.chance(70) ? "Z" : "+03:00" }

    private mutating func date() -> String {
        let zone = zone()
        return date(zone)
    }

    private mutating func date(_ zone: String) -> String {
        let day = "2026-\(twoDigits(1...12))-\(twoDigits(1...28))"
        return "\(day)T\(twoDigits(0...23)):\(twoDigits(0...59)):\(twoDigits(0...59))\(zone)"
    }

    /// Returns a price whose last digit is a zero, which a reader that converts it to a `Double` loses.
    private mutating func amount() -> String { "\(random.number(1...199)).\(random.number(1...9))0" }

    private mutating func twoDigits(_ range: ClosedRange<Int>) -> String {
        let number = random.number(range)
        return number < 10 ? "0\(number)" : "\(number)"
    }

    private static let names = [
        "Amélie Lefèvre", "Jürgen Müller", "محمد العلي", "Ana Sofía Núñez", "John Smith", "Grace O'Brien", "Mary Jones",
        "شركة الاتصالات", "Peter Johnson", "Acme Support",
    ]
    private static let channels = ["Web chat 💬", "Call centre", "Boutique Opéra", "Mobile app", "متجر", "Email"]
    private static let reasons = ["billing", "technicalSupport", "orderStatus", "complaint", "tariffChange"]
    private static let queues = ["tier-1", "tier-2", "retention", "réclamations"]
    private static let descriptions = [
        #"Customer says the invoice shows \"roaming\" twice"#,
        "La facture d'août a été débitée deux fois",
        "Asked for the delivery date of the new router",
        "الإنترنت بطيء منذ يومين",
        #"Wants to move to the \"Family XL\" tariff 🙂"#,
        "No signal at home since the storm on Monday",
    ]
    private static let resolutions = [
        "Credit granted with the next invoice", "Line reset, speed is back to normal", "Technicien envoyé à l'adresse",
        "تم حل المشكلة", "Order sped up", #"Tariff changed to \"Family XL\""#,
    ]
    private static let notes = [
        #"Called back at noon.\nCustomer confirmed \"all good\" and thanked the team 👍"#,
        #"Checked the modem log:\n\tthree resyncs in one hour, path C:\\logs\\dsl.txt"#,
        "Le client souhaite être rappelé après 18 heures, de préférence sur son mobile",
        #"العميل راضٍ عن الخدمة\nلا حاجة إلى متابعة"#,
        "Verified identity with the last four digits and the date of birth as usual",
        "Offered the new router at a reduced price, the customer will think about it",
    ]
}
