import Foundation
import Testing

/// Parameters, and what every client writes for them.
private struct EncoderSample {
    var parameters: [(name: String, value: String)]
    /// The query string of each client by its name, or `nil` where the client cannot send the parameters.
    var queries: [String: String?] = [:]

    static func load() throws -> [EncoderSample] {
        let url = try #require(Bundle.module.url(forResource: "Corpora/encoders", withExtension: "txt"))
        var samples: [EncoderSample] = []
        for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("# ") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if line.hasPrefix("\t") {
                try #require(fields.count == 3, "\(line)")
                let last = try #require(samples.indices.last, "\(line)")
                samples[last].queries.updateValue(fields[2].isEmpty ? nil : fields[2], forKey: fields[1])
            } else {
                try #require(fields.count.isMultiple(of: 2), "\(line)")
                let parts = fields.map(withControls)
                samples.append(
                    EncoderSample(
                        parameters: stride(from: 0, to: parts.count, by: 2).map { (parts[$0], parts[$0 + 1]) }))
            }
        }
        return samples
    }

    private static func withControls(_ text: String) -> String {
        text.replacing("␉", with: "\t").replacing("␊", with: "\n").replacing("␡", with: "\u{7F}")
    }
}

@Suite("The encoders of query strings") struct QueryEncoderTests {
    @Test(arguments: QueryEncoder.all)
    func `An encoder writes names and values as its client does`(_ encoder: QueryEncoder) throws {
        for sample in try EncoderSample.load() {
            let expected = try #require(sample.queries[encoder.name], "\(sample.parameters)")
            #expect(encoder.encode(sample.parameters) == expected, "\(sample.parameters)")
        }
    }

    @Test func `The corpus has every encoder and every printable character`() throws {
        let samples = try EncoderSample.load()
        let printable = String(String.UnicodeScalarView((0x20..<0x7F).compactMap(UnicodeScalar.init))) + "é€😀"
        #expect(Set(QueryEncoder.all.map(\.name)).count == QueryEncoder.all.count)
        for sample in samples { #expect(Set(sample.queries.keys) == Set(QueryEncoder.all.map(\.name))) }
        #expect(samples.contains { $0.parameters.count == 1 && $0.parameters[0].name == printable })
        #expect(samples.contains { $0.parameters.count == 1 && $0.parameters[0].value == printable })
    }
}
