import Foundation
import Synchronization
import TMForum

@testable import TMFTesting

/// One message of a sender over plain sockets, on a thread of its own.
final class SocketExchange: Sendable {
    private let message: EventMessage
    private let address: IPAddress
    private let fault: SocketSender.Fault?
    private let end: ContinuousClock.Instant
    private let isCancelled = Mutex(false)

    init(message: EventMessage, address: IPAddress, fault: SocketSender.Fault?) {
        (self.message, self.address, self.fault) = (message, address, fault)
        end = .now + message.timeout
    }

    func run(_ headers: APIHeaders) async throws(SendFailure) -> APIResponse {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiting: CheckedContinuation<Result<APIResponse, SendFailure>, Never>) in
                Thread.detachNewThread { [self] in
                    do throws(SendFailure) {
                        waiting.resume(returning: .success(try exchange(headers)))
                    } catch {
                        waiting.resume(returning: .failure(error))
                    }
                }
            }
        } onCancel: {
            if fault != .ignoresCancellation, fault != .startsCancelled { isCancelled.withLock { $0 = true } }
        }
        return try result.get()
    }

    private func exchange(_ headers: APIHeaders) throws(SendFailure) -> APIResponse {
        guard fault == .sendsInTheClear || message.url.scheme == .http else { throw SendFailure(.insecureConnection) }
        let family: Socket.Family = address.bytes.count == 4 ? .v4 : .v6
        guard let socket = try? Socket.connecting(family, port: message.url.port) else {
            throw SendFailure(.cannotConnect)
        }
        var isLeftOpen = false
        defer { if !isLeftOpen { socket.close() } }
        let limit = min(message.connectTimeout, message.timeout) * (fault == .waitsForConnections ? 10 : 1)
        guard socket.isConnected(within: Int32(limit / .milliseconds(1))) else { throw SendFailure(.timeout) }
        guard !socket.hasFailed else { throw SendFailure(.cannotConnect) }
        try write(request(headers), to: socket)
        do throws(SendFailure) {
            return try answer(from: socket)
        } catch {
            isLeftOpen = fault == .leavesConnections
            throw error
        }
    }

    private func request(_ headers: APIHeaders) -> [UInt8] {
        let target = fault == .resolvesDots ? message.url.target.replacing("./", with: "") : message.url.target
        let method = fault == .postsEverything ? .post : message.method
        let host = fault == .namesTheAddress ? "\(address):\(message.url.port)" : message.url.authority
        let body = fault == .cutsLongBodies ? Array(message.body.prefix(1 << 16)) : message.body
        var head = "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\nContent-Length: \(body.count)\r\n"
        for field in headers.fields { head += "\(field.name): \(field.value)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }

    private func write(_ bytes: [UInt8], to socket: Socket) throws(SendFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try check()
            guard let count = socket.write(rest) else { throw SendFailure(.connectionLost) }
            rest = rest.dropFirst(count)
        }
    }

    private func check() throws(SendFailure) {
        if isCancelled.withLock({ $0 }) { throw SendFailure(.cancelled) }
        if ContinuousClock.now >= end { throw SendFailure(.timeout) }
    }

    /// Reads more of an answer, and returns `false` at the end of the connection.
    private func read(_ bytes: inout [UInt8], from socket: Socket) throws(SendFailure) -> Bool {
        repeat { try check() } while !socket.isReadable(within: 10)
        let part = socket.read()
        bytes += part
        return !part.isEmpty
    }

    private func answer(from socket: Socket) throws(SendFailure) -> APIResponse {
        var bytes: [UInt8] = []
        while true {
            guard let blank = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
                guard bytes.count < 1 << 16 else { throw SendFailure(.notHTTP) }
                let isOpen: Bool
                if fault == .waitsForEachByte {
                    // A limit for the time between two bytes alone.
                    guard socket.isReadable(within: 5_000) else { throw SendFailure(.timeout) }
                    let part = socket.read()
                    bytes += part
                    isOpen = !part.isEmpty
                } else {
                    isOpen = try read(&bytes, from: socket)
                }
                guard isOpen else {
                    if fault == .takesAnything { return APIResponse(status: 200, body: bytes) }
                    throw SendFailure(
                        .connectionLost, fault == .tellsTheAnswer ? String(decoding: bytes, as: UTF8.self) : nil)
                }
                continue
            }
            let lines = String(decoding: bytes[..<blank.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
            guard let line = lines.first, line.hasPrefix("HTTP/1.1 "), let status = Int(line.dropFirst(9).prefix(3))
            else {
                if fault == .takesAnything { return APIResponse(status: 200, body: bytes) }
                throw SendFailure(.notHTTP, fault == .tellsTheAnswer ? lines.first : nil)
            }
            bytes.removeSubrange(..<blank.upperBound)
            if status < 200, fault != .takesInterimAnswers { continue }
            var answer = APIResponse(status: fault == .knowsOneStatus ? 200 : status)
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                _ = answer.headers.add(name: parts.first ?? "", value: parts.count > 1 ? parts[1] : "")
            }
            answer.body = try body(of: answer, bytes, from: socket)
            return answer
        }
    }

    private func body(
        of head: APIResponse, _ start: [UInt8], from socket: Socket
    ) throws(SendFailure) -> [UInt8] {
        guard head.status != 204, head.status >= 200 else { return [] }
        let isChunked = head.headers[.transferEncoding] != nil && fault != .ignoresChunks
        let length = head.headers[.contentLength].flatMap { Int($0) }
        var bytes = start
        while true {
            let (body, isComplete) =
                isChunked ? Self.unchunked(bytes) : (bytes, length.map { bytes.count >= $0 } ?? false)
            if body.count > message.answerLimit, fault != .readsEverything {
                if fault == .cutsAnswers { return Array(body.prefix(message.answerLimit)) }
                throw SendFailure(.answerTooLarge)
            }
            if isComplete { return body }
            // Such a sender would fill the memory.
            if body.count > 1 << 24 { bytes = [] }
            if try !read(&bytes, from: socket) {
                guard !isChunked, length == nil else {
                    throw SendFailure(
                        .connectionLost, fault == .tellsTheAnswer ? String(decoding: body, as: UTF8.self) : nil)
                }
                return body
            }
        }
    }

    private static func unchunked(_ bytes: [UInt8]) -> (body: [UInt8], isComplete: Bool) {
        var body: [UInt8] = []
        var rest = bytes[...]
        while let end = rest.firstRange(of: Array("\r\n".utf8)),
            let count = Int(
                String(decoding: rest[..<end.lowerBound].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self), radix: 16)
        {
            if count == 0 { return (body, true) }
            body += rest[end.upperBound...].prefix(count)
            guard rest.endIndex - end.upperBound >= count + 2 else { break }
            rest = rest[(end.upperBound + count + 2)...]
        }
        return (body, false)
    }
}
