package import Foundation

/// The files of the package, for the tests that compare them with each other and with the code.
package enum Checkout {
    /// The directory of the root manifest.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Returns the text of a file, whose path starts at the root.
    package static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The directory of the documentation catalog with the guides, the articles for newcomers and the tutorial.
    package static let catalog = "Sources/TMForum/TMForum.docc"

    /// Returns the text of a guide, such as `Querying`.
    package static func guide(_ name: String) throws -> String { try text(of: "\(catalog)/Guides/\(name).md") }
}
