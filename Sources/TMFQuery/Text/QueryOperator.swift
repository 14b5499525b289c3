/// An operator at the end of an attribute's name.
///
/// Those of TMF630 part 1 and `ne` are always understood. The others are extensions that a strict query does not have; the
/// letter `i` at their end stands for "regardless of case".
package enum QueryOperator: String, CaseIterable {
    case eq
    case ne
    case gt
    case gte
    case lt
    case lte
    case regex

    case eqi
    case nei
    case regexi
    case `in`
    case ini
    case nin
    case nini
    case contains
    case containsi
    case startswith
    case startswithi
    case endswith
    case endswithi
    case like
    case likei
    case between
    case isnull
    case isnotnull

    /// The operators that every query has.
    package static let standard: [QueryOperator] = [.eq, .ne, .gt, .gte, .lt, .lte, .regex]

    var isExtension: Bool { !Self.standard.contains(self) }

    /// Whether upper and lower case are alike to the operator.
    var ignoresCase: Bool {
        switch self {
        case .eqi, .nei, .regexi, .ini, .nini, .containsi, .startswithi, .endswithi, .likei: true
        default: false
        }
    }

    /// Whether a value may be a text with a semicolon and a sign after it, which no range has.
    var takesSemicolons: Bool {
        switch self {
        case .gt, .gte, .lt, .lte, .between, .isnull, .isnotnull: false
        default: true
        }
    }

    /// Whether the operator excludes values.
    var isNegative: Bool { [.ne, .nei, .nin, .nini].contains(self) }

    /// Whether the operator repeated gives alternatives, as a name repeated with `=` does.
    var isRepeatable: Bool { [.eq, .eqi, .in, .ini].contains(self) }

    /// Whether the operator needs no value.
    var isUnary: Bool { self == .isnull || self == .isnotnull }

    /// Names that are no operators here, but are elsewhere.
    private static let foreign: Set<String> = [
        "exact", "notexact", "equals", "notequals", "neq", "ge", "le", "notin", "ilike", "notlike", "notcontain",
        "notcontains", "containsall", "matches", "icontains", "ncontains", "iregex", "nlike", "starts_with",
        "ends_with", "lti", "ltei", "gti", "gtei", "betweeni", "isnulli", "isnotnulli",
    ]

    /// Whether a name is so like an operator that it is probably meant as one.
    static func isMeant(by name: String) -> Bool {
        let name = name.lowercased()
        return foreign.contains(name) || QueryOperator(rawValue: name) != nil
    }

    /// The operators as an error names them.
    static func names(isStrict: Bool) -> String {
        (isStrict ? standard : allCases).map(\.rawValue).joined(separator: ", ")
    }
}
