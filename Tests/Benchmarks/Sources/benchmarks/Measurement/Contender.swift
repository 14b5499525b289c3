#if canImport(ObjectiveC)
import ObjectiveC
#endif

/// An operation that is timed over all documents.
struct Contender {
    /// What is measured.
    let subject: Subject
    /// Passes over the documents and returns the bytes of text that were read or written.
    private let pass: () throws -> Int

    /// Creates a contender that reads; freeing what was read is part of the time.
    ///
    /// - Parameters:
    ///   - subject: What is measured.
    ///   - inputs: The documents.
    ///   - bytes: The bytes of all documents together.
    ///   - read: Reads one document.
    /// - Returns: The contender.
    ///
    /// It is inlined so that the loop is compiled for the types at hand, as a caller's own would be.
    @inline(__always)
    static func reading<Input, Output>(
        _ subject: Subject,
        _ inputs: [Input],
        bytes: Int,
        _ read: @escaping (Input) throws -> Output
    ) -> Self {
        Self(subject: subject) {
            for input in inputs { consume(try read(input)) }
            return bytes
        }
    }

    /// Creates a contender that writes; its rate is that of the bytes it writes.
    ///
    /// - Parameters:
    ///   - subject: What is measured.
    ///   - inputs: The values to write.
    ///   - write: Writes one value.
    /// - Returns: The contender.
    ///
    /// It is inlined so that the loop is compiled for the types at hand, as a caller's own would be.
    @inline(__always)
    static func writing<Input, Output: Collection>(
        _ subject: Subject,
        _ inputs: [Input],
        _ write: @escaping (Input) throws -> Output
    ) -> Self where Output.Element == UInt8 {
        Self(subject: subject) {
            var bytes = 0
            for input in inputs {
                let output = try write(input)
                bytes += output.count
                consume(output)
            }
            return bytes
        }
    }

    /// Times one pass.
    ///
    /// - Returns: The bytes and the time.
    /// - Throws: The error of the operation.
    func measure() throws -> Sample {
        let clock = ContinuousClock()
        let start = clock.now
        #if canImport(ObjectiveC)
        let bytes = try autoreleasepool { try pass() }
        #else
        let bytes = try pass()
        #endif
        return Sample(bytes: bytes, seconds: (clock.now - start) / .seconds(1))
    }
}
