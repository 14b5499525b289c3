/// The version of the library and the program.
enum Version {
    static let current = "0.1.0"
}
