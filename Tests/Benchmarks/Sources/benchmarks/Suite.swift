import Foundation
import TMFJSON
import TMFModels

/// Reading and writing, and the way to the other suites.
struct Suite {
    private let options: Options
    private let corpus: Corpus

    /// Creates a suite with its documents.
    ///
    /// - Parameter options: How much to measure.
    init(_ options: Options) {
        self.options = options
        corpus = Corpus(count: options.documents)
    }

    /// Runs the suites that were asked for.
    ///
    /// - Parameter options: What to measure.
    /// - Returns: The report.
    /// - Throws: The error of a suite.
    static func run(_ options: Options) async throws -> Report {
        var samples: [Subject: [Sample]] = [:]
        var corpusBytes = 0
        if options.suites.contains(.json) {
            let suite = Self(options)
            corpusBytes = suite.corpus.byteCount
            samples = try suite.run()
        }
        if options.suites.contains(.query) {
            for (subject, queried) in try QuerySuite(options).run() { samples[subject] = queried }
        }
        let store = options.suites.contains(.store) ? try await StoreSuite(options).run() : nil
        let service = options.suites.contains(.service) ? try await ServiceSuite(options).run() : nil
        let hub = options.suites.contains(.hub) ? try await HubSuite(options).run() : nil
        return Report(
            documents: options.documents,
            corpusBytes: corpusBytes,
            resources: options.resources,
            rounds: options.rounds,
            results: Subject.allCases.compactMap { subject in samples[subject].flatMap { Result(subject, $0) } },
            store: store,
            service: service,
            hub: hub
        )
    }

    /// Checks the documents and measures reading and writing in interleaved rounds.
    ///
    /// - Returns: The samples.
    /// - Throws: An error if a document does not survive reading and writing, or a contender fails.
    func run() throws -> [Subject: [Sample]] {
        try CorpusCheck.run(corpus)
        var contenders = try Self.library(corpus)
        contenders += try Self.foundation(corpus)
        let node = try NodePeer(NodeScript.text, corpus)
        defer { node?.removeFiles() }

        var samples: [Subject: [Sample]] = [:]
        // The first round warms up and does not count.
        for round in 0...options.rounds {
            var measured = try contenders.map { ($0.subject, try $0.measure()) }
            if let node { measured += (try node.run() as NodeOutput).samples }
            guard round > 0 else { continue }
            for (subject, sample) in measured { samples[subject, default: []].append(sample) }
        }
        return samples
    }

    private static func library(_ corpus: Corpus) throws -> [Contender] {
        let documents = corpus.documents
        let values = try documents.map { try JSONValue(parsing: $0) }
        let models = try documents.map { try PartyInteraction(parsing: $0) }
        let ownModels = try documents.map { try OwnPartyInteraction(parsing: $0) }
        return [
            .reading(.documentRead, documents, bytes: corpus.byteCount) { try JSONDocument(parsing: $0) },
            .reading(.valueRead, documents, bytes: corpus.byteCount) { try JSONValue(parsing: $0) },
            .reading(.typedRead, documents, bytes: corpus.byteCount) { try PartyInteraction(parsing: $0) },
            .reading(.ownRead, documents, bytes: corpus.byteCount) { try OwnPartyInteraction(parsing: $0) },
            .writing(.typedWrite, models) { $0.serialized() },
            .writing(.ownWrite, ownModels) { $0.serialized() },
            .writing(.valueWrite, values) { $0.serialized() },
        ]
    }

    private static func foundation(_ corpus: Corpus) throws -> [Contender] {
        let documents = corpus.documents.map { Data($0) }
        let decoder = JSONDecoder()
        let encoder = JSONEncoder()
        let plain = try documents.map { try decoder.decode(PlainPartyInteraction.self, from: $0) }
        return [
            .reading(.serializationRead, documents, bytes: corpus.byteCount) {
                try JSONSerialization.jsonObject(with: $0)
            },
            .reading(.decoderRead, documents, bytes: corpus.byteCount) {
                try decoder.decode(PlainPartyInteraction.self, from: $0)
            },
            .writing(.encoderWrite, plain) { try encoder.encode($0) },
        ]
    }
}
