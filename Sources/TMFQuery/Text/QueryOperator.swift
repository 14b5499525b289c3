/// An operator at the end of an attribute's name.
///
/// The operators of TMF630 part 1 and `ne` are always available. The others are extensions that strict parsing rejects;
/// a final `i` in their names means that case is ignored.
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

    /// The operators that every query supports.
    package static let standard: [QueryOperator] = [.eq, .ne, .gt, .gte, .lt, .lte, .regex]

    var isExtension: Bool { !Self.standard.contains(self) }

    /// A Boolean value that indicates whether the operator ignores case.
    var ignoresCase: Bool {
        switch self {
        case .eqi, .nei, .regexi, .ini, .nini, .containsi, .startswithi, .endswithi, .likei: true
        default: false
        }
    }

    /// A Boolean value that indicates whether a value may be a text that contains a semicolon followed by a sign,
    /// unlike a range.
    var takesSemicolons: Bool {
        switch self {
        case .gt, .gte, .lt, .lte, .between, .isnull, .isnotnull: false
        default: true
        }
    }

    /// A Boolean value that indicates whether the operator excludes values.
    var isNegative: Bool { [.ne, .nei, .nin, .nini].contains(self) }

    /// A Boolean value that indicates whether repeating the operator gives alternatives, as repeating a name with `=`
    /// does.
    var isRepeatable: Bool { [.eq, .eqi, .in, .ini].contains(self) }

    /// A Boolean value that indicates whether the operator has no value.
    var isUnary: Bool { self == .isnull || self == .isnotnull }

    /// The names of operators that other query languages have, but this one does not.
    private static let foreign: Set<String> = [
        "exact", "notexact", "equals", "notequals", "neq", "ge", "le", "notin", "ilike", "notlike", "notcontain",
        "notcontains", "containsall", "matches", "icontains", "ncontains", "iregex", "nlike", "starts_with",
        "ends_with", "lti", "ltei", "gti", "gtei", "betweeni", "isnulli", "isnotnulli",
    ]

    /// Returns whether a name resembles an operator so closely that it is probably meant as one.
    static func isMeant(by name: String) -> Bool {
        let name = name.lowercased()
        return foreign.contains(name) || QueryOperator(rawValue: name) != nil
    }

    /// Returns the operators as an error lists them.
    static func names(isStrict: Bool) -> String {
        (isStrict ? standard : allCases).map(\.rawValue).joined(separator: ", ")
    }
}
