public import TMFExchange

extension ConformanceKit {
    /// A request of a kit.
    public struct Step: Sendable, Hashable {
        /// The folder: `N1` and `N2` hold what is to succeed, `E1` what is to fail.
        public let folder: String
        /// The name, such as `/partyInteraction/{{IDPI01}}`.
        public let name: String
        /// The method.
        public let method: APIMethod
        /// The URL with its variables, such as `{{Party_Interaction}}partyInteraction/{{IDPI01}}`.
        public let url: String
        /// What the request is for.
        public let description: String
        /// The JSON text that is sent, or `nil` if nothing is.
        public internal(set) var body: String?

        let script: ConformanceScript
    }
}
