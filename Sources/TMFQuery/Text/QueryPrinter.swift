import TMFJSON
import TMFModels

/// Writes a query as text that parses to an equal query.
enum QueryPrinter {
    /// The characters that may appear unencoded in a value: no separators, and no `+`, which some servers read as a
    /// blank.
    private static let valueCharacters = ":/@!*'()$?,"

    static func text(of query: ResourceQuery) -> String {
        var parameters: [String] = []
        let filter = text(of: query.filter)
        if !filter.isEmpty { parameters.append(filter) }
        if let fields = query.fields {
            // A path that equals this word is written in another spelling.
            let list = list(fields.paths.map { SortKey($0) }, avoiding: "none")
            parameters.append("fields=" + (list.isEmpty ? "none" : list))
        }
        if !query.sort.isEmpty {
            parameters.append("sort=" + list(query.sort))
        }
        if query.page.offset > 0 { parameters.append("offset=\(query.page.offset)") }
        if let limit = query.page.limit { parameters.append("limit=\(limit)") }
        return parameters.joined(separator: "&")
    }

    private static func list(_ keys: [SortKey], avoiding word: String = "") -> String {
        keys.map { key in
            let text = PathPrinter.relativeText(of: key.path.query)
            let path = encoded(text == word ? "$.\(text)" : text)
            return (key.isDescending ? "-" : "") + (key.isNumeric ? "num(\(path))" : path)
        }
        .joined(separator: ",")
    }

    /// Returns the text of a filter in normal form.
    private static func text(of filter: Filter) -> String {
        switch filter {
        case .any(let alternatives) where !alternatives.isEmpty:
            alternatives.map(conjunction).joined(separator: ";")
        default: conjunction(filter)
        }
    }

    private static func conjunction(_ filter: Filter) -> String {
        var filters = [filter]
        if case .all(let inner) = filter { filters = inner }
        let (terms, others) = Filter.terms(of: filters)
        var parameters = terms.flatMap(parameters(of:))
        if !others.isEmpty { parameters.append("filter=" + encoded(path(of: others))) }
        return parameters.joined(separator: "&")
    }

    private static func path(of filters: [Filter]) -> String {
        if filters.count == 1 {
            switch filters[0] {
            case .exists(let path): return PathPrinter.relativeText(of: path.query)
            case .anyElement(let path, let filter):
                return PathPrinter.relativeText(of: path.query(filteredBy: filter))
            case .path(let path): return PathPrinter.relativeText(of: path.query)
            default: return "[?(" + PathPrinter.text(of: filters[0].expression) + ")]"
            }
        }
        return "[?(" + PathPrinter.text(of: Filter.all(filters).expression) + ")]"
    }

    private static func parameters(of filter: Filter) -> [String] {
        switch filter {
        case .equals(let path, let operands):
            return operands.map { parameter(path, $0) }
        case .not(.equals(let path, let operands)):
            return operands.map { names(of: path) + ".ne=" + value($0) }
        case .compare(let path, let order, let operand): return [names(of: path) + order.suffix + "=" + value(operand)]
        case .matches(let path, let pattern):
            let flag = pattern.ignoresCase ? RegularExpression.caseFlag : ""
            return [names(of: path) + ".regex=" + value(flag + pattern.pattern, escaping: ";")]
        case .all, .any, .not, .exists, .anyElement, .path: return []
        }
    }

    private static func names(of path: FieldPath) -> String {
        path.names.map {
            PercentEncoding.encoded($0, keeping: "@$").split(separator: ".", omittingEmptySubsequences: false).joined(
                separator: "%2E")
        }
        .joined(separator: ".")
    }

    /// Returns an equality, with an explicit operator where a reserved word, an operator's name or a sign would be
    /// misread.
    private static func parameter(_ path: FieldPath, _ operand: FilterOperand) -> String {
        let isReserved = path.names.count == 1 && ReservedParameter(rawValue: path.names[0]) != nil
        let isOperator = path.names.count > 1 && path.names.last.map(QueryOperator.isMeant) == true
        let value = value(operand)
        let isSign = value.hasPrefix("~") || value.hasPrefix("%3D")
        return names(of: path) + (isReserved || isOperator || isSign ? ".eq=" : "=") + value
    }

    private static func value(_ operand: FilterOperand) -> String {
        switch operand {
        case .text(let text): value(text, escaping: ",;")
        case .number(let number): value(number.text, escaping: "")
        case .bool, .null: ""
        }
    }

    /// Returns a value, with backslashes before characters that would divide it.
    private static func value(_ text: String, escaping separators: String) -> String {
        var escaped = ""
        var run = ""
        for scalar in text.unicodeScalars {
            if scalar == "\\" {
                run += "\\"
            } else {
                if separators.unicodeScalars.contains(scalar) { escaped += run + "\\" }
                run = ""
            }
            escaped.unicodeScalars.append(scalar)
        }
        return PercentEncoding.encoded(escaped, keeping: valueCharacters)
    }

    private static func encoded(_ path: String) -> String {
        PercentEncoding.encoded(path, keeping: "@$[]()?!:*,'=<>/")
    }
}

extension Filter.Order {
    fileprivate var suffix: String {
        switch self {
        case .less: ".lt"
        case .lessOrEqual: ".lte"
        case .greater: ".gt"
        case .greaterOrEqual: ".gte"
        }
    }
}
