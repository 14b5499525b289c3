import TMFJSON
public import TMFModels

extension CallbackURL {
    /// An error that describes why a text is not the URL of a listener.
    public struct SyntaxError: Error, Sendable, Hashable {
        /// The part of a URL that is wrong.
        @nonexhaustive
        public enum Code: Sendable, Hashable, CaseIterable {
            /// The text is longer than 2,048 bytes.
            case length
            /// The text contains a character that is not allowed in URLs.
            case character
            /// The text does not begin with a scheme that events can be sent by.
            case scheme
            /// The text contains a user name or password.
            case userInformation
            /// The host is neither a name nor an address in its usual form.
            case host
            /// The port is not a number from 1 to 65,535.
            case port
            /// The path contains segments that clients resolve before they send it.
            case path
            /// The text contains a fragment.
            case fragment
        }

        /// The part that is wrong.
        public var code: Code

        /// Creates an error.
        ///
        /// - Parameter code: The part that is wrong.
        public init(_ code: Code) { self.code = code }
    }
}

extension CallbackURL.SyntaxError: CustomStringConvertible {
    /// A description of the problem in one sentence, which repeats no part of the text.
    public var description: String {
        switch code {
        case .length: "the callback must not be longer than \(CallbackURL.longest) bytes"
        case .character: "the callback must be a URI of ASCII characters, in which all others are percent-encoded"
        case .scheme: "the callback must begin with https:// or http://"
        case .userInformation: "the callback must not contain a user name or password"
        case .host:
            "the host of the callback must be a name, an IPv4 address in dotted decimal, or an IPv6 address in brackets"
        case .port: "the port of the callback must be a number from 1 to 65535"
        case .path: "the path of the callback must not contain the segments . and .."
        case .fragment: "the callback must not contain a fragment"
        }
    }

    /// The error as a finding at the attribute `callback` of a subscription.
    public var finding: Finding { Finding(.invalidFormat, at: "/callback", description) }
}
