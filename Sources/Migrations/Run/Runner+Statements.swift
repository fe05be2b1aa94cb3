import PostgresSession
import SQLText

extension Runner {
    /// Sends statements in order, each when the one before it has ended well.
    ///
    /// Between two of them nothing leaves the thread of the session, except for COPY data: on a script of
    /// thousands of statements the changes of thread would cost as much as the server.
    func send(
        _ range: Range<Int>, of run: ScriptRun, leaves status: TransactionStatus
    ) async throws {
        if let probe {
            probe.letGo()
            for index in range { try await send(index, of: run, leaves: status) }
            return
        }
        var index = range.lowerBound
        while index < range.upperBound {
            let plain = run.script.statements[index..<range.upperBound].prefix {
                $0.copy == nil && $0.shape.copy != .toStandardOutput
            }
            if plain.isEmpty {
                try await send(index, of: run, leaves: status)
                index += 1
            } else {
                try await send(plain, of: run, leaves: status)
                index = plain.endIndex
            }
        }
    }

    private func send(
        _ statements: ArraySlice<ScriptStatement>, of run: ScriptRun,
        leaves status: TransactionStatus
    ) async throws {
        let (id, total) = (run.id, run.total)
        let (interruption, observe) = (interruption, observe)
        let ending = await session.perform { session -> Ending in
            for (index, item) in zip(statements.indices, statements) {
                let sent = index - statements.startIndex
                guard interruption.signal == nil else {
                    return Ending(
                        sent: sent, last: sent > 0 ? index - 1 : nil, error: Interrupted())
                }
                let line = item.shown.firstLine
                observe(.statement(id, number: index + 1, of: total, firstLine: line))
                do {
                    _ = try await session.execute(item.statement.text)
                } catch {
                    return Ending(sent: sent, last: index, error: error)
                }
                guard session.transactionStatus == status else {
                    return Ending(sent: sent + 1, last: index, error: TransactionEnded())
                }
            }
            return Ending(sent: statements.count, last: statements.endIndex - 1)
        }
        run.sent += ending.sent
        run.current = ending.last ?? run.current
        if let error = ending.error { throw error }
    }

    /// How far a row of statements came.
    private struct Ending: Sendable {
        var sent: Int
        /// The last one that was tried.
        var last: Int?
        var error: (any Error)?
    }

    /// Sends one statement as psql would, and checks what it did to the transaction.
    ///
    /// - Throws: `TransactionEnded` when the session is not as `status` says afterwards.
    @discardableResult
    func send(
        _ index: Int, of run: ScriptRun, leaves status: TransactionStatus
    ) async throws -> String {
        guard interruption.signal == nil else { throw Interrupted() }
        let item = run.script.statements[index]
        run.current = index
        observe(
            .statement(
                run.id, number: index + 1, of: run.total, firstLine: item.shown.firstLine))
        let tag = try await traced(index, of: run) { try await self.transmit(item, of: run) }
        run.sent += 1
        guard await session.transactionStatus == status else { throw TransactionEnded() }
        return tag
    }

    private func transmit(_ item: ScriptStatement, of run: ScriptRun) async throws -> String {
        if let block = item.copy {
            var chunks = try CopyChunks(run.script.data, block.range)
            return try await session.copyIn(item.statement.text) { try chunks.next() }.commandTag
        }
        if item.shape.copy == .toStandardOutput {
            return try await session.copyOut(item.statement.text) { _ in }.commandTag
        }
        return try await session.execute(item.statement.text).last?.commandTag ?? ""
    }
}

/// A statement began or ended a transaction although it is none of those that do.
struct TransactionEnded: Error {}
