import Foundation

/// What a run has found.
struct Report: Codable {
    /// The number of documents.
    let documents: Int
    /// The bytes of all documents together.
    let corpusBytes: Int
    /// The number of documents that were queried.
    let resources: Int
    /// The number of measured rounds.
    let rounds: Int
    /// Whether the program was built with optimization.
    let isRelease: Bool
    /// The results, the library's first.
    let results: [Result]
    /// The results held against the targets.
    let comparisons: [Comparison]
    /// What the store suite has found, if it was run.
    let store: StoreReport?
    /// What the service suite has found, if it was run.
    let service: ServiceReport?
    /// What the hub suite has found, if it was run.
    let hub: HubReport?
    /// What a reader of the figures has to know.
    let notes: [String]

    /// Sums a run up.
    ///
    /// - Parameters:
    ///   - documents: The number of documents.
    ///   - corpusBytes: The bytes of all documents together.
    ///   - resources: The number of documents that were queried.
    ///   - rounds: The number of measured rounds.
    ///   - results: The results.
    ///   - store: What the store suite has found, if it was run.
    ///   - service: What the service suite has found, if it was run.
    ///   - hub: What the hub suite has found, if it was run.
    init(
        documents: Int, corpusBytes: Int, resources: Int, rounds: Int, results: [Result], store: StoreReport? = nil,
        service: ServiceReport? = nil, hub: HubReport? = nil
    ) {
        self.documents = documents
        self.corpusBytes = corpusBytes
        self.resources = resources
        self.rounds = rounds
        self.results = results
        self.store = store
        self.service = service
        self.hub = hub
        comparisons = Target.all.compactMap { Comparison($0, results) }
        var notes: [String] = []
        #if DEBUG
        isRelease = false
        notes.append("not a release build: the targets are for `-c release`")
        #else
        isRelease = true
        #endif
        if !results.isEmpty, !results.contains(where: { $0.subject == .nodeRead || $0.subject == .nodeTop }) {
            notes.append("node was not found: its rows are left out")
        }
        self.notes = notes + (store?.notes ?? [])
    }

    /// Whether no target was missed; one whose peer was not there counts as not missed.
    var meetsTargets: Bool {
        !comparisons.contains { $0.isMet == false } && store?.meetsTargets ?? true && service?.meetsTargets ?? true
            && hub?.meetsTargets ?? true
    }

    /// The report as JSON.
    ///
    /// - Returns: The text in UTF-8.
    /// - Throws: The error of the encoder.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// The report for a terminal.
    var table: String {
        var lines = results.isEmpty ? [] : resultLines
        for part in [store?.lines, service?.lines, hub?.lines].compactMap(\.self) {
            lines += (lines.isEmpty ? [] : [""]) + part
        }
        lines += notes.isEmpty ? [] : [""] + notes.map { "note: \($0)" }
        return lines.joined(separator: "\n")
    }

    private var resultLines: [String] {
        var lines = ["medians of \(rounds) interleaved rounds; queries over \(resources) documents of about 1 KB"]
        if corpusBytes > 0 {
            lines.insert("\(documents) documents to read and write, mean \(corpusBytes / documents) bytes,", at: 0)
        }
        lines += ["", Self.row(["", "MB/s", "ms", "bytes"])]
        for result in results {
            lines.append(
                Self.row([
                    result.subject.rawValue, Self.decimal(result.megabytesPerSecond, 1),
                    Self.decimal(result.medianSeconds * 1_000, 2), "\(result.bytes)",
                ])
            )
        }
        lines += ["", Self.row(["", "ratio", "target", "", "compared with"])]
        for comparison in comparisons {
            lines.append(
                Self.row([
                    comparison.subject.rawValue, Self.decimal(comparison.ratio, 2) + "x",
                    comparison.target.map { ">= " + Self.decimal($0, $0 < 1 ? 1 : 0) + "x" } ?? "-",
                    comparison.isMet.map { $0 ? "met" : "MISSED" } ?? "-", comparison.peer.rawValue,
                ])
            )
        }
        return lines
    }

    /// A line of a table: the first column to the left, three to the right, and a last one as it is.
    private static func row(_ cells: [String]) -> String {
        var line = ""
        for (position, cell) in cells.enumerated() {
            switch position {
            case 0: line += cell + String(repeating: " ", count: max(30 - cell.count, 0))
            case 1...3: line += String(repeating: " ", count: max(11 - cell.count, 1)) + cell
            default: line += "  " + cell
            }
        }
        return line
    }

    private static func decimal(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}
