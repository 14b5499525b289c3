/// The options of `tmf store`.
struct StoreCommandOptions: Sendable, Equatable {
    /// An action on a store.
    enum Action: String, Sendable, CaseIterable {
        case verify
        case repair
        case export
        case `import`
    }

    var action = Action.verify
    /// The directory of the store.
    var directory = ""
    /// The file to import; `-` is the standard input.
    var file = "-"
    /// The collection to export, or to import plain resources into.
    var collection: String?
}
