public import SQLText

/// A session that kept a statement from its lock, as far as the user may see it.
///
/// Who is no member of that session's role, nor of `pg_read_all_stats`, is shown its process, user and
/// application by the server, and not what it does.
public struct LockHolder: Sendable, Hashable {
    /// The kind of lock by the server's name, such as `relation` or `transactionid`.
    public var lockType: String?
    /// The table, view or index.
    public var relation: QualifiedName?
    /// The mode of the lock that it has, or waits for.
    public var mode: LockMode?
    /// It does not have the lock, and waits for it before us in the queue.
    public var isWaiting = false
    /// The server process; nil for a prepared transaction.
    public var process: Int32?
    /// The name of the prepared transaction that has the lock.
    public var preparedTransaction: String?
    /// The database user.
    public var user: String?
    /// What it calls itself.
    public var application: String?
    /// The kind of process, where it serves no client: `autovacuum worker` and the like.
    public var backendType: String?
    /// What it is doing, by the server's name, such as `idle in transaction`.
    public var state: String?
    /// Whole seconds since its transaction began.
    public var transactionSeconds: Int?
    /// Its present or last statement, shortened and without constants.
    public var query: String?
    /// The processes that it waits for itself.
    public var waitsFor: [Int32] = []

    /// Who it is, what it has, and what it does; its statement aside.
    public var summary: String {
        var parts = [identity]
        if let state { parts.append(state) }
        if let transactionSeconds { parts.append("open for \(transactionSeconds) s") }
        parts.append(claim)
        var text = parts.joined(separator: ", ")
        if !waitsFor.isEmpty {
            text += " behind process \(waitsFor.map(String.init).joined(separator: ", "))"
        }
        return text
    }

    /// How it can be made to let go.
    var remedy: String {
        if let preparedTransaction {
            return "rollback prepared \(quoteLiteral(preparedTransaction))"
        }
        return "select pg_terminate_backend(\(process.map(String.init) ?? "…"))"
    }

    private var identity: String {
        if let preparedTransaction {
            return "the prepared transaction \(preparedTransaction)"
                + (user.map { " of user \($0)" } ?? "")
        }
        var text = "process \(process.map(String.init) ?? "?")"
        if let user { text += " of user \(user)" }
        if let application, !application.isEmpty { text += " (\(application))" }
        if let backendType { text += " (\(backendType))" }
        return text
    }

    private var claim: String {
        if lockType == "relation", let mode, let relation {
            return "\(isWaiting ? "waits for" : "holds") \(mode.rawValue) on \(relation)"
        }
        switch lockType {
        case "transactionid", "tuple":
            return "has locked a row" + (relation.map { " of \($0)" } ?? "")
        case "virtualxid": return "is in a transaction that began before"
        case "advisory": return "holds an advisory lock"
        default: return "is in the way" + (relation.map { " on \($0)" } ?? "")
        }
    }
}
