import TMFJSON
import TMFModels

/// Makes sure that what is measured does its work: a fast writer that loses members would be no use.
enum CorpusCheck {
    /// A document that came out different.
    struct Loss: Error, CustomStringConvertible {
        /// The document.
        let text: String
        /// What was done to it.
        let operation: String

        /// The problem in one sentence.
        var description: String { "\(operation) does not keep all of \(text)" }
    }

    /// Reads and writes every document.
    ///
    /// - Parameter corpus: The documents.
    /// - Throws: ``Loss`` for the first document that is changed, or the error of reading it.
    static func run(_ corpus: Corpus) throws {
        for document in corpus.documents {
            let value = try JSONValue(parsing: document)
            guard value.serialized() == document else { throw loss(document, "JSONValue") }
            // The attributes may be in another order; the same length tells that digits and escapes are the same.
            let typed = try PartyInteraction(parsing: document).serialized()
            guard typed.count == document.count, try JSONValue(parsing: typed) == value else {
                throw loss(document, "PartyInteraction")
            }
        }
    }

    private static func loss(_ document: [UInt8], _ operation: String) -> Loss {
        Loss(text: String(decoding: document, as: UTF8.self), operation: operation)
    }
}
