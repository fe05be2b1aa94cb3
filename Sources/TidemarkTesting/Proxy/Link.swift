import PostgresSession

/// One connection through a proxy: a thread for each direction.
final class Link: Sendable {
    private let client: Socket
    private let server: Socket
    private let relay: Relay

    init(client: Socket, server: Socket, relay: Relay) {
        self.client = client
        self.server = server
        self.relay = relay
    }

    func start() {
        startThread { [self] in
            forwardFrontend()
            // The server works off what it has and then sees the end of the stream.
            server.finishWriting()
        }
        startThread { [self] in
            forwardBackend()
            client.shutdown()
            relay.remove(self)
        }
    }

    /// Breaks the client's side; the server's ends once it has answered.
    func cut() {
        client.shutdown()
    }

    private func forwardFrontend() {
        var frames = Frames()
        while let bytes = client.receive() {
            frames.append(bytes)
            while let message = frames.next() {
                guard !frames.isStartup else {
                    if frames.passesStartup(message) {
                        if !server.send(message) { return }
                    } else if !client.send([UInt8(ascii: "N")]) {
                        return
                    }
                    continue
                }
                var verdict = relay.judge(frontend: message)
                if verdict == .hold { verdict = relay.waitForRelease() }
                switch verdict {
                case .forward, .hold:
                    if !server.send(message) { return }
                case .forwardThenCut:
                    // Cut first: an answer must not slip through.
                    cut()
                    _ = server.send(message)
                    return
                case .cut:
                    cut()
                    return
                }
            }
        }
    }

    private func forwardBackend() {
        var frames = Frames()
        frames.isStartup = false
        while let bytes = server.receive() {
            frames.append(bytes)
            while let message = frames.next() {
                // After a cut, what the server still says is read and dropped.
                if relay.judge(backend: message) == .forward {
                    _ = client.send(message)
                } else {
                    cut()
                }
            }
        }
    }
}

/// Cuts a stream of the PostgreSQL protocol into messages.
///
/// See <https://www.postgresql.org/docs/current/protocol-message-formats.html>.
struct Frames {
    /// Whether messages have no type byte yet.
    var isStartup = true
    private var buffer: [UInt8] = []
    private var start = 0

    mutating func append(_ bytes: [UInt8]) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer += bytes
    }

    /// The next whole message, if it is there.
    mutating func next() -> [UInt8]? {
        let prefix = isStartup ? 0 : 1
        guard buffer.count - start >= prefix + 4 else { return nil }
        let length = prefix + Int(number(at: start + prefix, in: buffer))
        guard buffer.count - start >= length, length >= prefix + 4 else { return nil }
        defer { start += length }
        return Array(buffer[start..<start + length])
    }

    /// Whether a message of the start-up is for the server; requests to encrypt are not.
    mutating func passesStartup(_ message: [UInt8]) -> Bool {
        let code = message.count >= 8 ? number(at: 4, in: message) : 0
        if code == 80_877_103 || code == 80_877_104 { return false }
        isStartup = false
        return true
    }

    private func number(at index: Int, in bytes: [UInt8]) -> UInt32 {
        bytes[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
