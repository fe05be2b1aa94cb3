import PostgresSession
import SQLText

extension Runner {
    /// Sends a statement by `send`, looked at where a probe is set and the statement may do something.
    func traced(
        _ index: Int, of run: ScriptRun, _ send: () async throws -> String
    ) async throws -> String {
        guard let probe else { return try await send() }
        guard run.script.isTraceable(index) else {
            let control = run.script.statements[index].shape.transactionControl
            // What was undone is read anew.
            if case .rollbackToSavepoint = control {
                probe.letGo(undone: true)
            } else {
                probe.letGo()
            }
            return try await send()
        }
        return try await probe.measure(index, of: run, by: self, send)
    }

    /// Keeps the server's debug messages to the probe while `body` runs.
    func listening<Value>(_ body: () async throws -> Value) async throws -> Value {
        guard probe != nil else { return try await body() }
        await session.setNoticeHandler(noticeHandler)
        let ended: Result<Value, any Error>
        do {
            ended = .success(try await body())
        } catch {
            ended = .failure(error)
        }
        let observe = observe
        await session.setNoticeHandler { observe(.notice(nil, $0)) }
        return try ended.get()
    }

    /// Who is told of the server's messages.
    var noticeHandler: @Sendable (Notice) -> Void {
        let observe = observe
        let tell: @Sendable (Notice) -> Void = { observe(.notice(nil, $0)) }
        return probe?.tap.handler(tell) ?? tell
    }
}

extension ParsedScript {
    /// Whether a statement may do something to relations, and looking at it is no query too early.
    func isTraceable(_ index: Int) -> Bool {
        let commands = ["SET", "RESET", "SHOW"]
        // SET TRANSACTION must come before any query, and of ours too.
        for item in statements[index...] {
            if item.shape.transactionControl != nil || commands.contains(item.shape.command) {
                if item.setsTransaction { return false }
            } else if item.shape.command != "LOCK TABLE" {
                break
            }
        }
        let shape = statements[index].shape
        return shape.transactionControl == nil && !commands.contains(shape.command)
    }
}

extension ScriptStatement {
    /// Whether it is SET TRANSACTION.
    fileprivate var setsTransaction: Bool {
        guard shape.command == "SET" else { return false }
        return tokens(of: statement.text).prefix(3).contains {
            $0.text.lowercased() == "transaction"
        }
    }
}
