import Foundation
import TMFJSON
import TMFQuery

/// The queries, each over all documents in memory, beside the same in Node.js.
struct QuerySuite {
    /// An answer that is not that of Node.js.
    struct Difference: Error, CustomStringConvertible {
        /// The query.
        let subject: Subject
        /// The number of documents that each has found.
        let counts: (Int, Int)

        /// The problem in one sentence.
        var description: String {
            "'\(subject.rawValue)' finds \(counts.0) documents, Node.js \(counts.1) or others"
        }
    }

    private static let party = "4711"
    private static let (start, end) = ("2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z")
    /// The documents that the best of are looked for among.
    private static let sortedCount = 30_000

    private let options: Options
    private let corpus: Corpus
    private let documents: [JSONDocument]

    /// Creates the suite with its documents.
    ///
    /// - Parameter options: How much to measure.
    /// - Throws: An error if a document cannot be parsed.
    init(_ options: Options) throws {
        self.options = options
        corpus = Corpus(count: options.resources)
        documents = try corpus.documents.map { try JSONDocument(parsing: $0) }
    }

    /// Measures every query.
    ///
    /// - Returns: The samples.
    /// - Throws: ``Difference`` if the answers are not those of Node.js.
    func run() throws -> [Subject: [Sample]] {
        let some = Array(documents.prefix(Self.sortedCount))
        let texts: [(Subject, String, [JSONDocument])] = [
            (.queryEqualities, "status=open&relatedParty.id=\(Self.party)", documents),
            (.queryRange, "creationDate.gte=\(Self.start)&creationDate.lt=\(Self.end)", documents),
            (.queryTop, "sort=-creationDate&limit=20", some),
            (.queryElement, "filter=relatedParty[?(@.id=='\(Self.party)' && @.role=='agent')]", documents),
        ]
        let queries = try texts.map { ($0.0, CompiledQuery(try ResourceQuery(parsing: $0.1)), $0.2) }
        let node = try NodePeer(NodeQueryScript.text, corpus)
        defer { node?.removeFiles() }
        let rounds = max(options.rounds / 2, 1)
        var samples: [Subject: [Sample]] = [:]
        for _ in 0..<rounds {
            var found: [Subject: [String]] = [:]
            for (subject, query, documents) in queries {
                let (seconds, ids) = try Self.time(query, documents)
                found[subject] = ids
                samples[subject, default: []].append(Sample(bytes: corpus.byteCount, seconds: seconds))
            }
            guard let node else { continue }
            let output: NodeQueryOutput = try node.run([Self.party, Self.start, Self.end, String(Self.sortedCount)])
            for (subject, peer, answer) in [
                (Subject.queryEqualities, Subject.nodeEqualities, output.equalities),
                (.queryRange, .nodeRange, output.range),
                (.queryTop, .nodeTop, output.top), (.queryElement, .nodeElement, output.element),
            ] {
                let ids = found[subject] ?? []
                guard ids == answer.ids else {
                    throw Difference(subject: subject, counts: (ids.count, answer.ids.count))
                }
                samples[peer, default: []].append(Sample(bytes: corpus.byteCount, seconds: answer.seconds))
            }
        }
        return samples
    }

    /// The median time of seven passes, and the identifiers of what was found.
    private static func time(_ query: CompiledQuery, _ documents: [JSONDocument]) throws -> (Double, [String]) {
        let clock = ContinuousClock()
        var times: [Double] = []
        var result = try query.evaluate(over: documents)
        for _ in 0..<7 {
            let start = clock.now
            result = try query.evaluate(over: documents)
            times.append((clock.now - start) / .seconds(1))
        }
        return (times.sorted()[3], result.documents.map { $0.root["id"]?.stringValue ?? "" })
    }
}
