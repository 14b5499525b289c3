import Foundation
import TMForum
import Testing

@Suite("The README")
struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    @Test("Its example is the code that the tests compile")
    func exampleIsCompiled() throws {
        let readme = try text("README.md")
        let source = try text("Tests/ReadmeTests/Example.swift")
        let blocks = readme.components(separatedBy: "```swift\nimport TMForum\n\n")
        try #require(blocks.count == 2)
        let shown = try #require(blocks[1].components(separatedBy: "\n```").first)
        let marked = try #require(source.components(separatedBy: "    // begin\n").last)
        let compiled = try #require(marked.components(separatedBy: "\n    // end").first)
        let lines = compiled.split(separator: "\n", omittingEmptySubsequences: false).map { $0.dropFirst(4) }
        #expect(shown == lines.joined(separator: "\n"))
    }

    @Test("Its example runs")
    func exampleRuns() async throws {
        try await example()
    }

    @Test("It names the two commands")
    func commands() throws {
        let readme = try text("README.md")
        #expect(readme.contains("swift run -c release tmf check"))
        #expect(readme.contains("swift test"))
    }
}
