import Foundation
import Testing
import _TMFTestSupport

@Suite("The chapter on embedding")
struct EmbeddingTests {
    private static let example = "Documentation/Examples/HummingbirdServer"

    @Test(
        "It shows the adapter, what ends connections, what closes the store, and the observer as they are in the example"
    )
    func codeIsThatOfTheExample() throws {
        let chapter = try Checkout.guide("Embedding")
        let blocks = chapter.components(separatedBy: "```swift\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        for file in [
            "TMFResponder.swift", "ConnectionGuard.swift", "StoreService.swift", "HubService.swift",
            "LoggingObserver.swift",
        ] {
            let source = try Checkout.text(of: "\(Self.example)/Sources/HummingbirdServer/\(file)")
            #expect(blocks.filter { $0 == source }.count == 1, "\(file)")
        }
    }

    @Test("Every member of a line of the log and every metric that it names is one, and the other way round")
    func logAndMetrics() throws {
        let source = try Checkout.text(of: "\(Self.example)/Sources/HummingbirdServer/LoggingObserver.swift")
        let section = try #require(
            try Checkout.guide("Embedding").components(separatedBy: "## Logs and metrics").last)
        let described = try #require(section.components(separatedBy: "```").last)
        let names = Set(described.matches(of: /`([A-Za-z_]+)`/).map { String($0.1) })
        let members = source.matches(of: /"([A-Za-z]+)": "\\\(/).map { String($0.1) }
        let optional = source.matches(of: /metadata\["([A-Za-z]+)"\]/).map { String($0.1) }
        let metrics = source.matches(of: /label: "([a-z_]+)"/).map { String($0.1) }
        #expect(members.count == 5 && optional.count == 9 && metrics.count == 4)
        // What is there only where something is wrong or at another level is told in other words.
        let rare: Set = ["warnings", "target", "error"]
        #expect(names.subtracting(["debug"]) == Set(members + optional + metrics).subtracting(rare))
    }

    @Test("Every option that the example is said to have is one, and the other way round")
    func options() throws {
        let source = try ["HummingbirdServer.swift", "EventOptions.swift"].map { file in
            try Checkout.text(of: "\(Self.example)/Sources/HummingbirdServer/\(file)")
        }.joined().replacing("@Flag(", with: "@Option(")
        let declared = source.components(separatedBy: "@Option(").dropFirst().compactMap { declaration in
            if let name = declaration.firstMatch(of: /customLong\("([a-z-]+)"\)/) { return String(name.1) }
            return declaration.firstMatch(of: /var ([a-z]+)/).map { String($0.1) }
        }
        let readme = try Checkout.text(of: "\(Self.example)/README.md")
        let documented = readme.matches(of: /\| `--([a-z-]+)(?: [A-Z]+)?` \|/).map { String($0.1) }
        #expect(documented == declared)
        #expect(declared.count >= 4)
    }
}
