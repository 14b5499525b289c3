import Testing

/// Writes query strings as a certain HTTP client does.
///
/// Some clients leave characters as they are that separate parameters, end the query or stand for a blank. Such a client
/// cannot send every parameter: read at `&` and `;`, at the first `=`, with `+` as a blank, its query string would give
/// other names and values. The encoder then has no query string.
struct QueryEncoder: Sendable, CustomTestStringConvertible {
    var name: String
    var names: QuerySpelling
    var values: QuerySpelling
    /// Whether the client cuts blanks and controls off the end of the query string.
    var trimsEnd = false

    var testDescription: String { name }

    /// Returns the query string for parameters in their order, or `nil` if the client cannot send them.
    ///
    /// Names are not empty: clients differ in whether they write the `=` after an empty one.
    func encode(_ parameters: [(name: String, value: String)]) -> String? {
        if trimsEnd, let last = parameters.last?.value.unicodeScalars.last, last.value <= 0x20 { return nil }
        var parts: [String] = []
        for parameter in parameters {
            guard let name = names.spell(parameter.name), let value = values.spell(parameter.value) else { return nil }
            parts.append(name + "=" + value)
        }
        return parts.joined(separator: "&")
    }
}

extension QueryEncoder {
    private init(_ name: String, _ spelling: QuerySpelling) {
        self.init(name: name, names: spelling, values: spelling)
    }

    static let all: [QueryEncoder] = [
        plain, curl, pythonQuote, pythonQuotePlus, pythonURLEncode, javaScriptURIComponent, javaScriptURI,
        javaScriptSearchParameters, java, go, ruby, dotNet, postman, addressBar, form,
    ]

    /// A careful person: everything legible stays, and only what a query string cannot hold is encoded.
    static let plain = QueryEncoder(
        name: "plain",
        names: QuerySpelling(kept: punctuation(without: "\"#%&+;=")),
        values: QuerySpelling(kept: punctuation(without: "\"#%&+;")))

    /// `curl -G --data-urlencode name=value`: curl splits its argument at the first `=` and sends the name as it is.
    static let curl = QueryEncoder(
        name: "curl --data-urlencode",
        names: QuerySpelling(
            kept: punctuation(without: separators), impossible: separators + " ", controls: .impossible,
            nonASCII: .kept),
        values: QuerySpelling(kept: "-._~", impossible: "\0", blank: "+", isUpperCase: false))

    /// `urllib.parse.quote` on names and values; `/` is safe by default.
    static let pythonQuote = QueryEncoder("Python quote", QuerySpelling(kept: "-._~/"))

    /// `urllib.parse.quote_plus` on values alone, in a URL that `urllib.request` opens.
    ///
    /// That refuses names with blanks, controls or characters beyond ASCII.
    static let pythonQuotePlus = QueryEncoder(
        name: "Python quote_plus",
        names: QuerySpelling(
            kept: punctuation(without: separators), impossible: separators + " ", controls: .impossible,
            nonASCII: .impossible),
        values: QuerySpelling(kept: "-._~", blank: "+"))

    /// `urllib.parse.urlencode`, with which requests writes its parameters too.
    static let pythonURLEncode = QueryEncoder("Python urlencode", QuerySpelling(kept: "-._~", blank: "+"))

    /// `encodeURIComponent` on names and values.
    static let javaScriptURIComponent = QueryEncoder(
        "JavaScript encodeURIComponent", QuerySpelling(kept: "-._~!*'()"))

    /// `encodeURI` on every `name=value`: it leaves the separators as they are.
    static let javaScriptURI = QueryEncoder(
        name: "JavaScript encodeURI",
        names: QuerySpelling(kept: "-._~!*'()/?:@$,", impossible: "&#+;="),
        values: QuerySpelling(kept: "-._~!*'()/?:@$,=", impossible: "&#+;"))

    /// `URLSearchParams`.
    static let javaScriptSearchParameters = QueryEncoder("JavaScript URLSearchParams", urlEncoded)

    /// `java.net.URLEncoder` on names and values, with UTF-8.
    static let java = QueryEncoder("Java URLEncoder", urlEncoded)

    /// `url.QueryEscape` on names and values, which is `url.Values.Encode` but for the order: that sorts by name.
    static let go = QueryEncoder("Go url.QueryEscape", QuerySpelling(kept: "-._~", blank: "+"))

    /// `URI.encode_www_form`.
    static let ruby = QueryEncoder("Ruby URI.encode_www_form", urlEncoded)

    /// `Uri.EscapeDataString` on names and values: what RFC 3986 calls unreserved stays.
    static let dotNet = QueryEncoder(".NET Uri.EscapeDataString", QuerySpelling(kept: "-._~"))

    /// Postman with its setting to encode URLs.
    ///
    /// It uses `encodeQueryParams` of its package postman-url-encoder, which encodes the query percent-encode set of the URL
    /// standard and `&`, and `=` in names. It never encodes `%`, so that nothing is encoded twice.
    static let postman = QueryEncoder(
        name: "Postman",
        names: QuerySpelling(kept: punctuation(without: "\"#'<>&=%+;"), impossible: "%+;"),
        values: QuerySpelling(kept: punctuation(without: "\"#'<>&%+;"), impossible: "%+;"))

    /// The address bar of a browser, which parses `name=value` as typed.
    ///
    /// The URL standard encodes its special-query percent-encode set, drops tabs and line breaks anywhere, and cuts white
    /// space off the end.
    static let addressBar = QueryEncoder(
        name: "browser address bar",
        names: QuerySpelling(
            kept: punctuation(without: "\"'<>" + separators), impossible: separators + "\t\n\r"),
        values: QuerySpelling(kept: punctuation(without: "\"'<>&#%+;"), impossible: "&#%+;\t\n\r"),
        trimsEnd: true)

    /// A form that a browser submits with GET.
    ///
    /// It sends every line break as CR and LF, so this encoder takes no text with line breaks.
    static let form = QueryEncoder(
        "browser form", QuerySpelling(kept: "-._*", impossible: "\n\r", blank: "+"))

    /// The application/x-www-form-urlencoded percent-encode set of the URL standard.
    private static let urlEncoded = QuerySpelling(kept: "-._*", blank: "+")

    /// The characters that mean something else in a name that is sent as it is.
    private static let separators = "&#%+;="

    private static func punctuation(without excluded: String) -> String {
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".filter { !excluded.contains($0) }
    }
}
