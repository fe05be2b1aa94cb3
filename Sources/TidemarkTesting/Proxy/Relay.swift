import PostgresSession
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The threads behind a `CuttingProxy`, and the rule that they all obey.
final class Relay: Sendable {
    struct State {
        var rule: CuttingProxy.Rule
        var messages = 0
        var messagesOfRule = 0
        var cuts = 0
        var isStopped = false
        var isHolding = false
        var held = Verdict.forward
        var links: [Link] = []
    }

    let state: Mutex<State>
    private let listener: Socket
    private let target: Socket.Address

    init(listener: Socket, target: Socket.Address, rule: CuttingProxy.Rule) {
        self.listener = listener
        self.target = target
        state = Mutex(State(rule: rule))
    }

    func start() {
        startThread { [self] in
            while let client = listener.accept() {
                guard let server = try? Socket.connected(to: target) else {
                    client.shutdown()
                    continue
                }
                let link = Link(client: client, server: server, relay: self)
                let isStopped = state.withLock { state in
                    state.links.append(link)
                    return state.isStopped
                }
                if isStopped { link.cut() }
                link.start()
            }
        }
    }

    func set(_ rule: CuttingProxy.Rule) {
        state.withLock { state in
            state.rule = rule
            state.messagesOfRule = 0
        }
    }

    func cutAll() {
        let links = state.withLock { state in
            state.cuts += 1
            return state.links
        }
        for link in links { link.cut() }
    }

    func stop() {
        let links = state.withLock { state in
            state.isStopped = true
            return state.links
        }
        listener.shutdown()
        for link in links { link.cut() }
    }

    func remove(_ link: Link) {
        state.withLock { state in state.links.removeAll { $0 === link } }
    }

    /// What a link does with a message.
    enum Verdict {
        case forward
        case forwardThenCut
        case cut
        case hold
    }

    /// Blocks until what is held may go, and says where.
    func waitForRelease() -> Verdict {
        while true {
            let verdict = state.withLock { state -> Verdict? in
                guard !state.isHolding || state.isStopped else { return nil }
                state.messages += 1
                return state.isStopped ? .cut : state.held
            }
            if let verdict { return verdict }
            usleep(500)
        }
    }

    func release(forwarding: Bool) {
        state.withLock { state in
            guard state.isHolding else { return }
            state.held = forwarding ? .forward : .cut
            state.isHolding = false
        }
    }

    func judge(frontend message: [UInt8]) -> Verdict {
        state.withLock { state in
            var verdict = Verdict.forward
            switch state.rule {
            case .before(let marker) where message.contains(marker.utf8):
                verdict = .cut
            case .after(let marker) where message.contains(marker.utf8):
                verdict = .forwardThenCut
            case .afterMessages(let count) where state.messagesOfRule + 1 >= count:
                verdict = .forwardThenCut
            case .hold(afterMessages: let count) where state.messagesOfRule >= count:
                state.isHolding = true
                state.rule = .never
                return .hold
            default: break
            }
            if verdict != .cut {
                state.messages += 1
                state.messagesOfRule += 1
            }
            if verdict != .forward {
                state.rule = .never
                state.cuts += 1
            }
            return verdict
        }
    }

    func judge(backend message: [UInt8]) -> Verdict {
        state.withLock { state in
            guard case .onAnswer(let marker) = state.rule, message.contains(marker.utf8) else {
                return .forward
            }
            state.rule = .never
            state.cuts += 1
            return .cut
        }
    }
}
