/// A set of Unicode general categories.
struct GeneralCategorySet: OptionSet, Sendable, Hashable {
    var rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ category: Unicode.GeneralCategory) {
        let bit: UInt32 =
            switch category {
            case .uppercaseLetter: 0
            case .lowercaseLetter: 1
            case .titlecaseLetter: 2
            case .modifierLetter: 3
            case .otherLetter: 4
            case .nonspacingMark: 5
            case .spacingMark: 6
            case .enclosingMark: 7
            case .decimalNumber: 8
            case .letterNumber: 9
            case .otherNumber: 10
            case .connectorPunctuation: 11
            case .dashPunctuation: 12
            case .openPunctuation: 13
            case .closePunctuation: 14
            case .initialPunctuation: 15
            case .finalPunctuation: 16
            case .otherPunctuation: 17
            case .mathSymbol: 18
            case .currencySymbol: 19
            case .modifierSymbol: 20
            case .otherSymbol: 21
            case .spaceSeparator: 22
            case .lineSeparator: 23
            case .paragraphSeparator: 24
            case .control: 25
            case .format: 26
            case .surrogate: 27
            case .privateUse: 28
            case .unassigned: 29
            @unknown default: 30
            }
        rawValue = 1 << bit
    }

    private init(_ categories: Unicode.GeneralCategory...) {
        self = categories.reduce(into: []) { $0.formUnion(Self($1)) }
    }

    /// All categories.
    static let all = GeneralCategorySet(rawValue: .max)

    /// Creates the set that RFC 9485 gives a name to, or returns `nil` for any other name.
    init?(named name: Substring) {
        switch name {
        case "L":
            self.init(.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter)
        case "Ll": self.init(.lowercaseLetter)
        case "Lm": self.init(.modifierLetter)
        case "Lo": self.init(.otherLetter)
        case "Lt": self.init(.titlecaseLetter)
        case "Lu": self.init(.uppercaseLetter)
        case "M": self.init(.nonspacingMark, .spacingMark, .enclosingMark)
        case "Mc": self.init(.spacingMark)
        case "Me": self.init(.enclosingMark)
        case "Mn": self.init(.nonspacingMark)
        case "N": self.init(.decimalNumber, .letterNumber, .otherNumber)
        case "Nd": self.init(.decimalNumber)
        case "Nl": self.init(.letterNumber)
        case "No": self.init(.otherNumber)
        case "P":
            self.init(
                .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
                .finalPunctuation, .otherPunctuation)
        case "Pc": self.init(.connectorPunctuation)
        case "Pd": self.init(.dashPunctuation)
        case "Pe": self.init(.closePunctuation)
        case "Pf": self.init(.finalPunctuation)
        case "Pi": self.init(.initialPunctuation)
        case "Po": self.init(.otherPunctuation)
        case "Ps": self.init(.openPunctuation)
        case "S": self.init(.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol)
        case "Sc": self.init(.currencySymbol)
        case "Sk": self.init(.modifierSymbol)
        case "Sm": self.init(.mathSymbol)
        case "So": self.init(.otherSymbol)
        case "Z": self.init(.spaceSeparator, .lineSeparator, .paragraphSeparator)
        case "Zl": self.init(.lineSeparator)
        case "Zp": self.init(.paragraphSeparator)
        case "Zs": self.init(.spaceSeparator)
        case "C": self.init(.control, .format, .surrogate, .privateUse, .unassigned)
        case "Cc": self.init(.control)
        case "Cf": self.init(.format)
        case "Cn": self.init(.unassigned)
        case "Co": self.init(.privateUse)
        default: return nil
        }
    }
}
