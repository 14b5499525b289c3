import Foundation
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// A channel handler that closes connections to clients that no longer read their response, and after responses with
/// `Connection: close`, both of which Hummingbird would keep open.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// The time for which a client may read nothing of its response.
    private let patience: TimeAmount
    /// The time that a client that is still sending has to read the last response, which closing at once could discard.
    private let farewell = TimeAmount.seconds(5)

    /// The number of parts of responses that the client has not read yet.
    private var pending = 0
    /// The time at which the client last read a part, or at which a part became available again.
    private var progress = NIODeadline.now()
    private var check: Scheduled<Void>?
    private var endsWithAnswer = false
    private var isEnding = false

    init(patience: TimeAmount) { self.patience = patience }

    func handlerAdded(context: ChannelHandlerContext) {
        // Without this option, the kernel buffers megabytes for a slow client, and accepts more only when a third is
        // sent.
        let option = ChannelOptions.Types.SocketOption.tcpOption(NIOBSDSocket.Option(rawValue: TCP_NOTSENT_LOWAT))
        try? context.channel.syncOptions?.setOption(option, value: 131_072)
    }

    func handlerRemoved(context: ChannelHandlerContext) { check?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Input after the last response is read and discarded, so that the client can finish sending.
        if !isEnding { context.fireChannelRead(data) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            if head.headerFields[.connection]?.lowercased() == "close" { endsWithAnswer = true }
            context.write(data, promise: promise)
        case .body:
            let promise = promise ?? context.eventLoop.makePromise()
            if pending == 0 { progress = .now() }
            pending += 1
            promise.futureResult.assumeIsolated().whenComplete { _ in
                self.pending -= 1
                self.progress = .now()
            }
            if check == nil { watch(context) }
            context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            if endsWithAnswer { end(context) }
        }
    }

    /// Checks the connection again when the client's time is up.
    private func watch(_ context: ChannelHandlerContext) {
        check = context.eventLoop.assumeIsolated().scheduleTask(deadline: progress + patience) {
            self.check = nil
            guard self.pending > 0 else { return }
            if self.progress + self.patience <= .now() { context.close(promise: nil) } else { self.watch(context) }
        }
    }

    private func end(_ context: ChannelHandlerContext) {
        isEnding = true
        context.flush()
        context.close(mode: .output, promise: nil)
        check?.cancel()
        check = context.eventLoop.assumeIsolated().scheduleTask(in: farewell) { context.close(promise: nil) }
    }
}
