public import TMFExchange

extension ConformanceKit {
    /// A request of a kit.
    public struct Step: Sendable, Hashable {
        /// The folder: `N1` and `N2` contain requests that must succeed, `E1` requests that must fail.
        public let folder: String
        /// The name, such as `/partyInteraction/{{IDPI01}}`.
        public let name: String
        /// The method.
        public let method: APIMethod
        /// The URL with its variables, such as `{{Party_Interaction}}partyInteraction/{{IDPI01}}`.
        public let url: String
        /// The purpose of the request.
        public let description: String
        /// The JSON text to send, or `nil` if the request has no body.
        public internal(set) var body: String?

        let script: ConformanceScript
    }
}
