import PostgresSession
import SQLText

/// Looks at the server before and after each statement, and hears what it says meanwhile.
///
/// In a transaction: one round trip before a statement that follows on something else, one after each, and a whole reading of
/// `pg_class` for the first. A statement outside any transaction is looked at from a second session as well.
/// `client_min_messages` is `debug1` for that; what the script sets there holds for the messages that are passed on.
package final class StatementProbe {
    let tap = NoticeTap()
    var image: RelationImage?
    /// The relations that were there before the script.
    var old: Set<String> = []
    private var latest: TransactionMoment?
    /// The locks that the transaction had when the migration, or a transaction of its own, would have begun.
    private var inherited: [String: Set<LockMode>] = [:]
    /// What the server had counted of earlier transactions then, and not yet added to its totals.
    private var pending: [String: TransactionMoment.Count] = [:]
    private var isTransactionNew = true
    /// Kept, not only known by its address: the next one could be made at the same.
    private var script: ScriptRun?
    private var isScriptNew = true
    /// What was seen, by statement.
    private var seen: [String: StatementTrace] = [:]
    private var order: [String] = []

    /// Begins with nothing.
    package init() {}

    /// What was seen of each statement that was traced, in order; of one that was tried again only the last try.
    package var traces: [StatementTrace] { order.compactMap { seen[$0] } }

    /// What was seen of a statement.
    func trace(of id: MigrationID, _ number: Int) -> StatementTrace? {
        seen["\(id) \(number)"]
    }

    /// Forgets where the transaction stands: something else is sent to the server, or it is undone.
    func letGo(undone: Bool = false) {
        latest = nil
        if undone { image = nil }
    }

    /// Notes that a transaction of the script would have ended here.
    func endTransaction() {
        latest = nil
        isTransactionNew = true
    }

    /// Sends a statement by `send`, and notes what it did.
    ///
    /// - Throws: what `send` throws; `SessionError`.
    func measure(
        _ index: Int, of run: ScriptRun, by runner: Runner, _ send: () async throws -> String
    ) async throws -> String {
        begin(run)
        var trace = StatementTrace(index, of: run)
        let item = run.script.statements[index]
        switch await runner.session.transactionStatus {
        case .inTransaction:
            return try await measureInside(&trace, item, over: runner.session, send)
        case .idle:
            endTransaction()
            return try await measureOutside(&trace, item.shape.command, by: runner, send)
        default:
            return try await send()
        }
    }

    private func begin(_ run: ScriptRun) {
        guard script !== run else { return }
        script = run
        endTransaction()
        isScriptNew = true
    }

    /// Notes which relations are there before the script, once they are known.
    func noteOld() {
        guard isScriptNew, let image else { return }
        old = Set(image.relations.keys)
        isScriptNew = false
    }

    func keep(_ trace: StatementTrace) {
        let key = "\(trace.id) \(trace.number)"
        if seen.updateValue(trace, forKey: key) == nil { order.append(key) }
    }

    private func measureInside(
        _ trace: inout StatementTrace, _ item: ScriptStatement, over session: Session,
        _ send: () async throws -> String
    ) async throws -> String {
        let before = try await readBefore(over: session)
        _ = tap.takeHeard()
        let start = ContinuousClock.now
        let tag: String
        do {
            tag = try await send()
        } catch {
            letGo(undone: true)
            throw error
        }
        trace.duration = ContinuousClock.now - start
        trace.commandTag = tag
        guard await session.transactionStatus == .inTransaction, var image else {
            letGo(undone: true)
            return tag
        }
        let said = tap.takeHeard()
        let results = try await session.execute(
            TransactionMoment.query + "; " + image.queries.changed)
        let after = TransactionMoment(results)
        self.image = nil
        let changes = image.take(results.last?.rows ?? [])
        self.image = image
        note(level: after.level)
        latest = after.level == Self.level ? after : nil
        var finder = FactFinder(
            command: item.shape.command, image: image, changes: changes, said: said,
            locks: after.locks,
            counts: after.counts.reduce(into: [:]) {
                $0[$1.key] = $1.value.since(before.counts[$1.key] ?? pending[$1.key])
            }, old: old)
        finder.locksBefore = before.locks
        finder.inherited = inherited
        if !inherited.isEmpty { finder.predicted = LockTable.locks(of: item.statement) }
        finder.emptied = try await readEmptied(
            changes.keys.filter(finder.isAmbiguous), over: session)
        finder.foreignKeys = try await readForeignKeys(said, over: session)
        var facts = finder.find()
        facts.walBytes = max(0, after.log - before.log)
        trace.facts = facts
        keep(trace)
        return tag
    }

    /// Where the transaction stands; no round trip where that was read after the statement before.
    private func readBefore(over session: Session) async throws -> TransactionMoment {
        if let latest, image != nil { return latest }
        let whole = image == nil ? "; " + RelationImage().queries.all : ""
        let results = try await session.execute(
            TransactionMoment.query + whole
                + "; set local client_min_messages = \(Self.level)"
                + (isTransactionNew ? "; " + TransactionMoment.pendingQuery : ""))
        let moment = TransactionMoment(results)
        if image == nil {
            image = RelationImage()
            image?.take(results[2].rows)
        }
        noteOld()
        note(level: moment.level)
        if isTransactionNew {
            inherited = moment.locks
            pending = TransactionMoment.counts(results.last?.rows ?? [])
            isTransactionNew = false
        }
        return moment
    }

    func note(level: String) {
        if level != Self.level { tap.level = level }
    }

    /// Those of the tables, which are locked, that have nothing in their file.
    private func readEmptied(
        _ tables: [String], over session: Session
    ) async throws -> Set<String> {
        guard !tables.isEmpty else { return [] }
        let result = try await session.query(
            """
            select number from unnest($1::oid[]) as tables (number) \
            where pg_catalog.pg_relation_size(number) = 0
            """, ["{\(tables.joined(separator: ","))}"])
        return Set(result.rows.compactMap { $0[0] })
    }

    /// The foreign keys that were validated, of all that have these names.
    func readForeignKeys(
        _ said: [DebugMessage], over session: Session
    ) async throws -> [FactFinder.ForeignKey] {
        var keys: [FactFinder.ForeignKey] = []
        for case .validates(let name) in said {
            let result = try await session.query(
                """
                select conrelid::oid, confrelid::oid from pg_catalog.pg_constraint k \
                where contype = 'f' and conname = $1 and exists (select from pg_catalog.pg_locks l \
                where l.pid = pg_catalog.pg_backend_pid() and l.relation = k.conrelid and l.mode \
                in ('ShareUpdateExclusiveLock', 'ShareRowExclusiveLock', 'AccessExclusiveLock'))
                """, [name])
            keys += result.rows.compactMap { row in
                guard let table = row[0], let referenced = row[1] else { return nil }
                return .init(name: name, table: table, referenced: referenced)
            }
        }
        return keys
    }

    /// The level at which the server tells what it does to files.
    static let level = "debug1"
}
