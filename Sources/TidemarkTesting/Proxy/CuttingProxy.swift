public import PostgresSession
import Synchronization

/// A proxy before a PostgreSQL server that breaks the connection when it is told to.
///
/// It listens on a unix socket, understands where a message of the frontend ends, and hands messages on
/// one by one. A cut closes the client's side at once; the server gets everything that was forwarded
/// and then the end of the stream, so it still carries out the last message. A rule holds for one cut;
/// afterwards connections go through undisturbed.
public final class CuttingProxy: Sendable {
    /// When to cut.
    public enum Rule: Sendable, Hashable {
        /// Not before `cut()` is called.
        case never
        /// After that many messages were forwarded since the rule was set, before the answer.
        case afterMessages(Int)
        /// After the message with these bytes was forwarded, before the answer gets back.
        case after(String)
        /// In place of the message with these bytes, which the server never sees.
        case before(String)
        /// In place of the answer with these bytes, which the client never sees.
        case onAnswer(String)
        /// Never; the message after that many others is kept back until `release`, so that something
        /// can be done to the client meanwhile.
        case hold(afterMessages: Int)
    }

    /// How to connect through the proxy: the target, but for the socket.
    public let connection: ConnectionString

    private let relay: Relay
    private let directory: TemporaryDirectory

    /// Starts to listen for connections to forward, to a unix socket or to the loopback address.
    public init(to target: ConnectionString, rule: Rule = .never) throws {
        let host = target.value(of: "host") ?? "localhost"
        let port = target.value(of: "port") ?? "5432"
        let address: Socket.Address =
            host.hasPrefix("/")
            ? .unix("\(host)/.s.PGSQL.\(port)") : .loopback(UInt16(port) ?? 5432)
        directory = try TemporaryDirectory()
        let listener = try Socket.listening(at: directory.path(of: ".s.PGSQL.\(port)"))
        relay = Relay(listener: listener, target: address, rule: rule)
        connection = target.setting("host", to: directory.path)
        relay.start()
    }

    deinit {
        relay.stop()
    }

    /// Sets the rule for the next cut, and counts messages for it from now.
    public func set(_ rule: Rule) {
        relay.set(rule)
    }

    /// Breaks every open connection now.
    public func cut() {
        relay.cutAll()
    }

    /// Whether a message is kept back right now.
    public var isHolding: Bool { relay.state.withLock { $0.isHolding } }

    /// Lets go what the rule `hold` keeps back: hands it on, or breaks its connection instead.
    public func release(forwarding: Bool) {
        relay.release(forwarding: forwarding)
    }

    /// Takes no more connections, and breaks the open ones.
    public func stop() {
        relay.stop()
    }

    /// The same as `connection` in `keyword=value` form, for programs.
    public var conninfo: String { connection.textWithSecrets }

    /// How many messages of frontends were forwarded, those of the start-up aside.
    public var forwardedMessages: Int { relay.state.withLock { $0.messages } }

    /// How often it has cut.
    public var cuts: Int { relay.state.withLock { $0.cuts } }
}
