import PostgresSession
import Testing
import TidemarkTesting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Kills the program and cuts its connection at every message that it sends, and shows each time that the
/// next run ends where an undisturbed one does, with nothing applied twice.
///
/// A message is finer than a statement: what goes with a COMMIT is five of them. By default a sample is
/// tried; `TIDEMARK_LONG=1` tries them all.
@Suite(.database)
struct MixedSetTests {
    /// An undisturbed run, once: the messages that it takes and the state that it ends in.
    private static let undisturbed = Task { () -> (messages: Int, state: FinalState) in
        let database = TestDatabase.current
        try await MixedSet.empty(database)
        let proxy = try CuttingProxy(to: database.connection)
        let end = try await Tidemark(folder: try MixedSet.folder())
            .up(on: proxy.connection.textWithSecrets)
        try #require(end.exitCode == 0, "\(end)")
        let state = try await FinalState.read(database)
        #expect(state.doneTwice.isEmpty)
        #expect(state.invalidIndexes.isEmpty)
        return (proxy.forwardedMessages, state)
    }

    /// What is done to the run.
    enum Fault: Sendable, CustomTestStringConvertible {
        /// A signal while a message is kept back, which then arrives or does not.
        case signal(Int32, arrives: Bool)
        /// The connection breaks after a message; the server still gets it, and the answer is lost.
        case cutAfter
        /// The connection breaks in place of a message.
        case cutBefore

        var testDescription: String {
            switch self {
            case .signal(let number, let arrives): "signal \(number), arrives: \(arrives)"
            case .cutAfter: "cut after a message"
            case .cutBefore: "cut in place of a message"
            }
        }
    }

    static let faults: [Fault] = [
        .signal(SIGKILL, arrives: true), .signal(SIGKILL, arrives: false),
        .signal(SIGINT, arrives: true), .signal(SIGTERM, arrives: true), .cutAfter, .cutBefore,
    ]

    /// How many tests share the messages of a fault; more would only wait for one another.
    static let lanes = 2

    @Test(.timeLimit(.minutes(60)), arguments: faults, 0..<lanes)
    func theNextRunEndsWhereAnUndisturbedOneDoes(_ fault: Fault, _ lane: Int) async throws {
        let expected = try await Self.undisturbed.value
        let seed = UInt64(Self.faults.firstIndex { "\($0)" == "\(fault)" } ?? 0) + 1
        let messages = sample(0..<expected.messages, 14, seed: seed)
        for message in messages where message % Self.lanes == lane {
            try await MixedSet.empty(.current)
            try await check(
                fault, at: message, of: expected.messages - 1, on: .current, expected.state)
        }
    }

    @Test func aSecondSignalEndsItAtOnce() async throws {
        let proxy = try CuttingProxy(
            to: TestDatabase.current.connection, rule: .hold(afterMessages: 90))
        let tidemark = Tidemark(folder: try MixedSet.folder())
        let end = try await tidemark.up(on: proxy.connection.textWithSecrets) { process in
            while !proxy.isHolding { try await Task.sleep(for: .milliseconds(1)) }
            kill(process, SIGINT)
            try await Task.sleep(for: .milliseconds(250))
            kill(process, SIGTERM)
        }
        #expect(end.exitCode == 3)
        #expect(end.said.contains("stopped by SIGINT at once"))
        proxy.release(forwarding: false)
        #expect(try await tidemark.up(on: TestDatabase.current.conninfo).exitCode == 0)
    }

    @Test func aSignalWhileWaitingForAnotherRun() async throws {
        let holder = try await TestDatabase.current.connect()
        try await holder.execute("select pg_advisory_lock(1953064037, 1835102827)")
        let end = try await Tidemark(folder: try MixedSet.folder())
            .up(on: TestDatabase.current.conninfo) { process in
                let looked = "select 1 from pg_stat_activity where application_name = 'tidemark up'"
                while try await holder.query(looked).rows.isEmpty {
                    try await Task.sleep(for: .milliseconds(10))
                }
                try await Task.sleep(for: .milliseconds(100))
                kill(process, SIGTERM)
            }
        #expect(end.exitCode == 143, "\(end)")
        await holder.close()
    }

    private func check(
        _ fault: Fault, at message: Int, of last: Int, on database: TestDatabase,
        _ expected: FinalState
    ) async throws {
        let tidemark = Tidemark(folder: try MixedSet.folder())
        let first = try await disturbed(fault, at: message, of: last, tidemark, database)
        let place: Comment = "\(fault) at message \(message)\n\(first)"
        let progress = try await Progress.read(database)
        switch fault {
        case .signal(SIGKILL, _):
            break
        case .signal(let number, _):
            let code = progress.isComplete ? 0 : progress.hasApplied ? 3 : 128 + Int(number)
            #expect(first.exitCode == code, place)
        case .cutAfter, .cutBefore:
            let code = progress.isComplete ? 0 : progress.hasApplied ? 3 : 1
            #expect(first.exitCode == code, place)
        }
        let second = try await tidemark.up(on: database.conninfo)
        #expect(second.exitCode == 0, "\(place)\n\nthen: \(second)")
        let state = try await FinalState.read(database)
        #expect(state == expected, place)
    }

    private func disturbed(
        _ fault: Fault, at message: Int, of last: Int, _ tidemark: Tidemark,
        _ database: TestDatabase
    ) async throws -> Tidemark.End {
        let rule: CuttingProxy.Rule
        switch fault {
        case .signal, .cutBefore: rule = .hold(afterMessages: message)
        case .cutAfter: rule = .afterMessages(message + 1)
        }
        let proxy = try CuttingProxy(to: database.connection, rule: rule)
        return try await tidemark.up(on: proxy.connection.textWithSecrets) { process in
            if case .cutAfter = fault { return }
            let deadline = ContinuousClock.now + .seconds(message < last - 2 ? 30 : 3)
            while !proxy.isHolding {
                guard ContinuousClock.now < deadline else {
                    // The goodbye is not always seen; everything before it is.
                    if message < last - 2 { Issue.record("message \(message) did not come") }
                    proxy.set(.never)
                    return proxy.release(forwarding: true)
                }
                try await Task.sleep(for: .milliseconds(1))
            }
            guard case .signal(let number, let arrives) = fault else {
                proxy.release(forwarding: false)
                return
            }
            kill(process, number)
            if number != SIGKILL {
                // The program has seen it before the server goes on.
                try await Task.sleep(for: .milliseconds(20))
            }
            proxy.release(forwarding: arrives)
        }
    }
}
