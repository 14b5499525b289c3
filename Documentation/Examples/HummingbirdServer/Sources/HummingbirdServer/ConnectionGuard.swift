import Foundation
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends connections that Hummingbird would keep: those of clients that no longer take their answer, and those whose answer says
/// `Connection: close`.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long a client may take nothing of its answer.
    private let patience: TimeAmount
    /// How long a client that is still sending has to read the last answer; closing at once could take it away.
    private let farewell = TimeAmount.seconds(5)

    /// The parts of answers that the client has not taken yet.
    private var pending = 0
    /// When the client took a part, or there was one to take again.
    private var progress = NIODeadline.now()
    private var check: Scheduled<Void>?
    private var endsWithAnswer = false
    private var isEnding = false

    init(patience: TimeAmount) { self.patience = patience }

    func handlerAdded(context: ChannelHandlerContext) {
        // Else the kernel keeps megabytes for a slow client, and takes nothing more until a third of them has gone.
        let option = ChannelOptions.Types.SocketOption.tcpOption(NIOBSDSocket.Option(rawValue: TCP_NOTSENT_LOWAT))
        try? context.channel.syncOptions?.setOption(option, value: 131_072)
    }

    func handlerRemoved(context: ChannelHandlerContext) { check?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Input after the last answer is read and dropped, so that the client can finish sending.
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

    /// Looks again when the client has had its time.
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
