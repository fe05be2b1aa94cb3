/// A statement that begins, ends or marks a transaction.
public enum TransactionControl: Sendable, Hashable {
    /// BEGIN or START TRANSACTION.
    case begin
    /// COMMIT or END; `chain` when a new transaction begins at once.
    case commit(chain: Bool)
    /// ROLLBACK or ABORT; `chain` when a new transaction begins at once.
    case rollback(chain: Bool)
    /// SAVEPOINT.
    case savepoint(String)
    /// RELEASE [SAVEPOINT].
    case release(String)
    /// ROLLBACK TO [SAVEPOINT].
    case rollbackToSavepoint(String)
    /// PREPARE TRANSACTION, which ends the transaction of the session.
    case prepareTransaction
    /// COMMIT PREPARED.
    case commitPrepared
    /// ROLLBACK PREPARED.
    case rollbackPrepared

    init?(_ tokens: TokenList) {
        var cursor = TokenCursor(tokens)
        if cursor.take("begin") || cursor.take("start", "transaction") {
            self = .begin
        } else if cursor.take("commit") || cursor.take("end") {
            self = cursor.take("prepared") ? .commitPrepared : .commit(chain: cursor.takeChain())
        } else if cursor.take("rollback") || cursor.take("abort") {
            self.init(rollback: &cursor)
        } else if cursor.take("savepoint") {
            self = .savepoint(cursor.takeIdentifier() ?? "")
        } else if cursor.take("release") {
            _ = cursor.take("savepoint")
            self = .release(cursor.takeIdentifier() ?? "")
        } else if cursor.take("prepare", "transaction"), cursor.kind == .string {
            self = .prepareTransaction
        } else {
            return nil
        }
    }

    private init(rollback cursor: inout TokenCursor) {
        if cursor.take("prepared") {
            self = .rollbackPrepared
            return
        }
        let chain = cursor.takeChain()
        if cursor.take("to") {
            _ = cursor.take("savepoint")
            self = .rollbackToSavepoint(cursor.takeIdentifier() ?? "")
        } else {
            self = .rollback(chain: chain)
        }
    }
}

extension TokenCursor {
    /// Reads `[WORK | TRANSACTION] [AND [NO] CHAIN]`.
    fileprivate mutating func takeChain() -> Bool {
        if !take("work") { _ = take("transaction") }
        return take("and", "chain")
    }
}
