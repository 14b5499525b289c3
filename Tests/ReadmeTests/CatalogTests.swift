import Foundation
import TMForum
import Testing
import _TMFTestSupport

/// Holds the overviews of the modules, the articles for newcomers and the tutorial against code that is compiled and run.
@Suite("The documentation catalogs")
struct CatalogTests {
    /// Returns the paths of the files in a folder that end in a suffix, in order.
    private static func files(in folder: String, _ suffix: String = "") -> [String] {
        let base = Checkout.root.appending(path: folder)
        let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
    }

    /// The README and the pages of all catalogs but the guides, which have tests of their own.
    static let articles =
        ["README.md"] + files(in: "Sources", ".md").filter { $0.contains(".docc/") && !$0.contains("/Guides/") }

    /// Returns lines without indentation, empty lines and imports.
    private func code(_ text: String) -> String {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("import ") && !$0.hasPrefix("#") }.joined(separator: "\n")
    }

    @Test("Every block of Swift on a page is code that the tests compile", arguments: articles)
    func blocks(_ page: String) throws {
        let sources = Self.files(in: "Tests/ReadmeTests", ".swift") + ["Tests/CommandLineTests/HTTP/CallExamples.swift"]
        let compiled = try sources.map { "\n" + code(try Checkout.text(of: $0)) + "\n" }
        let blocks = try Checkout.text(of: page).components(separatedBy: "```swift\n").dropFirst()
            .map { code($0.components(separatedBy: "\n```")[0]) }
            // Lines of a manifest; the README has them too.
            .filter { !$0.hasPrefix("dependencies: [.package(") }
        for block in blocks { #expect(compiled.contains { $0.contains("\n" + block + "\n") }, "\(block)") }
    }

    @Test("Every library has an overview with an example")
    func overviews() throws {
        let manifest = try Checkout.text(of: "Package.swift")
        let libraries = manifest.matches(of: /\.library\(name: "(\w+)"/).map { String($0.1) }
        #expect(libraries.count >= 9)
        for library in libraries {
            #expect(try Checkout.text(of: "Sources/\(library)/\(library).docc/\(library).md").contains("```swift\n"))
        }
    }

    @Test("The examples of the overviews do what they say")
    func overviewsRun() async throws {
        await landingPage()
        #expect(try overviewOfJSON() == Array(#"{"price":0.010,"tags":["new"]}"#.utf8))
        #expect(try await overviewOfExchange().status == 200)
        #expect(try overviewOfModels().map(\.finding.pointer.description).contains("/direction"))
        let document = try JSONDocument(parsing: #"{"id":"1","status":"open"}"#)
        #expect(try overviewOfQueries([document]) == 1)
        #expect(try await overviewOfStores().resources.map(\.key.id) == ["42"])
        #expect(await overviewOfService().status == 201)
        #expect(await overviewOfConformance().starts(with: Array("<!DOCTYPE html>".utf8)))
    }

    @Test("The examples of the articles do what they say")
    func articlesRun() async throws {
        let model = try modelData()
        #expect(model.isEqual)
        #expect(model.text == #"{"direction":"inbound","reason":"Asks for a tariff","x-queue":7}"#)
        #expect(model.findings.map(\.pointer.description) == ["/channel"])
        #expect(model.found == ["2"])
        #expect(try await firstProgram() == ["Bonn true", "Bonn 2", "Ulm 4", "gold to basic"])
        let directory = try TemporaryDirectory()
        let embedded = try await embedAService(in: directory.path)
        #expect(embedded.created.status == 201 && embedded.created.headers[.location] != nil)
        #expect(embedded.listed.headers[.totalCount] == "1")
        for service in embedded.services {
            let answer = await service.respond(to: APIRequest(.get, "/tmf-api/partyInteraction/v4/partyInteraction"))
            #expect(answer.status == 200 || answer.status == 401)
        }
    }

    // MARK: - The tutorial

    private static let example = "Documentation/Examples/ContactCenter"
    private static let steps = files(in: "\(Checkout.catalog)/Tutorials/Resources")

    /// The name of the file that a step is of.
    private func name(_ step: String) -> Substring? { step.split(separator: "-").last }

    /// A step as it would stand in the example, which is deeper in the tree than a package of a user.
    private func text(_ step: String) throws -> String {
        try Checkout.text(of: step).replacing(
            #".package(path: "../swift-tmforum")"#, with: #".package(name: "swift-tmforum", path: "../../..")"#)
    }

    @Test("The last step of each file of the tutorial is the file in the example")
    func lastSteps() throws {
        let files = Self.files(in: Self.example, ".swift").filter { !$0.contains("/.build/") }
        #expect(files.count == 5)
        for file in files {
            let last = try #require(Self.steps.last { $0.hasSuffix("-" + URL(filePath: file).lastPathComponent) })
            #expect(try text(last) == Checkout.text(of: file), "\(last)")
        }
    }

    @Test("Every line of an earlier step is in the last one, or is compiled here")
    func earlierSteps() throws {
        func lines(_ text: String) -> Set<String> {
            Set(code(text).split(separator: "\n").map { $0.trimmingCharacters(in: [","]) })
        }
        let compiled = lines(try Checkout.text(of: "Tests/ReadmeTests/TutorialExamples.swift"))
        let swift = Self.steps.filter { $0.hasSuffix(".swift") }
        #expect(swift.count > 8)
        for step in swift {
            let last = try #require(swift.last { name($0) == name(step) })
            let unknown = lines(try text(step)).subtracting(compiled).subtracting(lines(try text(last)))
            #expect(unknown.isEmpty, "\(step)")
        }
    }

    @Test("The tutorial shows each of its files once")
    func shown() throws {
        let tutorial = try Checkout.text(of: "\(Checkout.catalog)/Tutorials/FirstService.tutorial")
        let shown = tutorial.matches(of: /file: "([^"]+)"/).map { String($0.1) }
        #expect(shown == Self.steps.map { URL(filePath: $0).lastPathComponent })
    }

    @Test("The first service of the tutorial answers")
    func firstService() async {
        let service = makeService()
        #expect(await service.respond(to: APIRequest(.get, "/tmf-api/customerManagement/v4/customer")).status == 200)
    }
}
