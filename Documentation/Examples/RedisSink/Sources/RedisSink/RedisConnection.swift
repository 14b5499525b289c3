import Hiredis

/// A connection to a Redis server, whose calls wait for the answers.
final class RedisConnection {
    /// An answer of the server.
    enum Reply: Hashable {
        case text(String)
        case number(Int64)
        case array([Reply])
        case error(String)
        case none
    }

    private let context: UnsafeMutablePointer<redisContext>

    init(host: String, port: Int, timeout: Duration) throws(RedisError) {
        guard let port = Int32(exactly: port), (1...65_535).contains(port) else {
            throw RedisError("\(port) is not a port")
        }
        let (seconds, attoseconds) = timeout.components
        let time = timeval(tv_sec: Int(seconds), tv_usec: .init(attoseconds / 1_000_000_000_000))
        guard let context = redisConnectWithTimeout(host, port, time) else { throw RedisError("out of memory") }
        self.context = context
        guard context.pointee.err == 0, redisSetTimeout(context, time) == REDIS_OK else { throw failure }
    }

    deinit { redisFree(context) }

    /// Sends commands together, and returns their answers.
    func send(_ commands: [[[UInt8]]]) throws(RedisError) -> [Reply] {
        for command in commands where !append(command) { throw failure }
        var replies: [Reply] = []
        for _ in commands {
            var reply: UnsafeMutableRawPointer?
            guard redisGetReply(context, &reply) == REDIS_OK, let reply else { throw failure }
            defer { freeReplyObject(reply) }
            replies.append(Reply(reply.assumingMemoryBound(to: redisReply.self).pointee))
        }
        return replies
    }

    /// Adds a command to the buffer of the connection, which copies it.
    private func append(_ command: [[UInt8]]) -> Bool {
        let bytes = command.flatMap(\.self)
        return bytes.withUnsafeBytes { buffer in
            var start = buffer.bindMemory(to: CChar.self).baseAddress
            var parts: [UnsafePointer<CChar>?] = []
            for part in command {
                parts.append(start)
                start = start.map { $0 + part.count }
            }
            return redisAppendCommandArgv(context, Int32(command.count), &parts, command.map(\.count)) == REDIS_OK
        }
    }

    private var failure: RedisError {
        RedisError(
            withUnsafeBytes(of: context.pointee.errstr) { text in
                String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
            })
    }
}

extension RedisConnection.Reply {
    fileprivate init(_ reply: redisReply) {
        var text: String {
            reply.str.map { String(decoding: UnsafeRawBufferPointer(start: $0, count: reply.len), as: UTF8.self) } ?? ""
        }
        switch reply.type {
        case REDIS_REPLY_STRING, REDIS_REPLY_STATUS: self = .text(text)
        case REDIS_REPLY_INTEGER: self = .number(reply.integer)
        case REDIS_REPLY_ERROR: self = .error(text)
        case REDIS_REPLY_ARRAY:
            let elements = UnsafeBufferPointer(start: reply.element, count: reply.elements)
            self = .array(elements.map { $0.map { Self($0.pointee) } ?? .none })
        default: self = .none
        }
    }
}
