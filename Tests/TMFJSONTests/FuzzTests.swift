import Foundation
import TMFJSON
import Testing
import _TMFTestSupport

@Suite("Random texts")
struct FuzzTests {
    private static let seeds: [[UInt8]] = [
        #"{"id":"42","note":[{"text":"h\u00e9llo \ud83d\ude00","n":-1.50e+10}],"":null,"a":{"b":[[],{},true,false]}}"#,
        #" [ 0 , -0.0 , 1E400 , "é😀\\\"\/\b\f\n\r\t" , [ [ [ ] ] ] , { "a" : { "a" : 1 , "a" : 2 } } ] "#,
        #"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":10,"k":11,"l":12,"m":13,"n":14}"#,
        #""\ud83d\ude00 and \u0000""#, "-123.456e-789", "[null,[null,[null]]]",
    ].map { Array($0.utf8) }

    private static let parts: [[UInt8]] =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "0", "-", "e", ".", " ", "\n",
            "null", "true",
            "\"a\":", "[]", "{}", "\u{e9}", "\u{1f600}", "\u{feff}", "/*", "1e5",
        ].map { Array($0.utf8) } + [[0x80], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90], [0xFF], [0x00], [0x1F], [0x7F]]

    private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        let place = random.below(bytes.count + 1)
        switch random.below(7) {
        case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.below(8))
        case 2 where place < bytes.count: bytes.remove(at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + random.below(12)))
        case 4:
            let end = min(bytes.count, place + random.below(12))
            let piece = Array(bytes[place..<end])
            bytes.insert(contentsOf: piece, at: random.below(bytes.count + 1))
        case 5:
            bytes.replaceSubrange(place..<min(bytes.count, place + 1), with: Self.parts[random.below(Self.parts.count)])
        default: bytes.insert(contentsOf: Self.parts[random.below(Self.parts.count)], at: place)
        }
    }

    @Test(
        "A mutated text is refused or read as a value that survives writing",
        arguments: [UInt64(101), 102, 103, 104, 105])
    func mutations(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var accepted = 0
        for round in 0..<10_000 {
            var bytes = Self.seeds[random.below(Self.seeds.count)]
            for _ in 0..<1 + random.below(4) { mutate(&bytes, &random) }
            do throws(JSONParsingError) {
                let value = try JSONValue(parsing: bytes)
                accepted += 1
                guard let again = try? JSONValue(parsing: value.serialized()), again == value else {
                    Issue.record("seed \(seed), round \(round): \(text(bytes)) does not survive")
                    return
                }
                guard String(validating: bytes, as: UTF8.self) != nil else {
                    Issue.record("seed \(seed), round \(round): bytes that are not UTF-8 are accepted")
                    return
                }
            } catch {
                guard (0...bytes.count).contains(error.position.offset) else {
                    Issue.record("seed \(seed), round \(round): an error outside of the text")
                    return
                }
            }
        }
        #expect(accepted > 500, "the mutations leave too few texts that are valid")
    }

    @Test("Random bytes are refused or read as a value that survives writing")
    func noise() throws {
        var random = SplitMix64(seed: 106)
        for round in 0..<5_000 {
            let bytes = (0..<random.below(30)).flatMap { _ in Self.parts[random.below(Self.parts.count)] }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            #expect(try JSONValue(parsing: value.serialized()) == value, "round \(round)")
        }
    }

    @Test("A valid document cut short at any byte is refused", arguments: 0..<3)
    func truncations(_ index: Int) {
        let bytes = Array(
            text(Self.seeds[index]).reversed().drop { $0 == " " }.reversed().map(String.init).joined().utf8)
        #expect(problem(of: bytes) == nil)
        for length in bytes.indices {
            let error = problem(of: Array(bytes[..<length]))
            #expect(error != nil, "cut to \(length) bytes")
            // A cut inside a character or a pair of surrogates leaves half of it.
            switch error?.code {
            case .unexpectedEnd: #expect(error?.position.offset == length)
            case .invalidUTF8, .unpairedSurrogate: break
            default: Issue.record("cut to \(length) bytes: \(String(describing: error))")
            }
        }
    }

    // Exit tests need an operating system that starts processes, and the promise is for optimized builds.
    #if !DEBUG && (os(macOS) || os(Linux))
    @Test("A value of the highest depth is built, compared, written and freed on a stack of 512 KiB")
    func deepOnSmallStack() async {
        await #expect(processExitsWith: .success) {
            let done = DispatchSemaphore(value: 0)
            let thread = Thread {
                let depth = JSONLimits.highestDepth
                for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
                    let text = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
                    let limits = JSONLimits(depth: depth)
                    guard let first = try? JSONValue(parsing: text, limits: limits),
                        let second = try? JSONValue(parsing: text, limits: limits), first == second,
                        first.description == text
                    else { fatalError("not read") }
                }
                done.signal()
            }
            thread.stackSize = 512 << 10
            thread.start()
            done.wait()
        }
    }
    #endif
}
