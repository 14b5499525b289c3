import Foundation
import TMForum
import Testing
import _TMFTestSupport

@Suite("The README")
struct ReadmeTests {
    @Test("Its programs do what they say")
    func programsRun() async throws {
        let result = try await readmePrograms()
        #expect(result.findings.map(\.description) == ["/direction: direction is mandatory"])
        #expect(result.text.hasSuffix(#""x-queue":7}"#))
        #expect(result.listed.map(\.reason) == ["Asks for a better tariff"])
    }

    @Test("Its commands are those that CI runs")
    func commands() throws {
        let readme = try Checkout.text(of: "README.md")
        let job = try Checkout.text(of: ".ci/run")
        for command in ["swift run -c release tmf check", "swift test --no-parallel"] {
            #expect(readme.contains("\n\(command) ") && job.contains("\n\(command)\n"))
        }
    }

    @Test("Its links lead to files")
    func links() throws {
        let links = try Checkout.text(of: "README.md").matches(of: /\]\(([^)#]+)\)/).map { String($0.1) }
        #expect(links.count > 15)
        for link in links {
            #expect(FileManager.default.fileExists(atPath: Checkout.root.appending(path: link).path), "\(link)")
        }
    }

    @Test("Every line of code in the chapter on storage is compiled")
    func storageExamples() throws {
        let source = try Checkout.text(of: "Tests/ReadmeTests/StorageExamples.swift")
            .replacingOccurrences(of: " ", with: "")
        // The lines of the contract are longer in the tests, which run a few behaviours only.
        let known = [
            "importTMForum", "@Test(arguments:StoreContract.allCases)", "}",
            "funccontract(_behaviour:StoreContract)asyncthrows{",
        ]
        var count = 0
        for block in try Checkout.guide("Storage").components(separatedBy: "```swift\n").dropFirst() {
            let code = block.components(separatedBy: "\n```")[0].replacingOccurrences(of: " ", with: "")
            for line in code.split(separator: "\n") where !known.contains(String(line)) && !line.hasPrefix("//") {
                #expect(source.contains(line), "\(line)")
                count += 1
            }
        }
        #expect(count > 10)
    }

    @Test("The code in the chapter on drivers is that of the driver in SQLite, block by block")
    func driverExamples() throws {
        func code(_ text: String) -> String {
            text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
        }
        let package = Checkout.root.appending(path: "Tests/SQLiteStore")
        let files = FileManager.default.enumerator(at: package, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" && !$0.path.contains("/.build/") }
        let sources = try (files ?? []).map { code(try String(contentsOf: $0, encoding: .utf8)) }
        let blocks = try Checkout.guide("Drivers").components(separatedBy: "```swift\n").dropFirst()
            .map { code($0.components(separatedBy: "\n```")[0]) }
        #expect(blocks.count > 8)
        for block in blocks { #expect(sources.contains { $0.contains(block) }, "\(block)") }
    }

    @Test("The examples of the chapter on storage do what it says")
    func storageExamplesRun() async throws {
        let store = InMemoryStore()
        #expect(try await readingAndWriting(store).total == 1)
        #expect(store.collections == ["archive"])
        #expect(try await paging(store, ResourceQuery(), ResourceQuery()).cursor != nil)
        #expect(try await plan() == "index reason: 0 candidates, reading the documents; sorted")
        #expect(try await scope(store).resources(in: "archive", matching: ResourceQuery()).total == 0)
    }
}
