import PostgresSession
import SQLText

/// Statements outside any transaction: CONCURRENTLY, VACUUM, procedures that commit.
extension StatementProbe {
    func measureOutside(
        _ trace: inout StatementTrace, _ command: String, by runner: Runner,
        _ send: () async throws -> String
    ) async throws -> String {
        let session = runner.session
        let process = try await session.query("select pg_catalog.pg_backend_pid()").scalar ?? "0"
        let before = try await readOutside(over: session)
        image = RelationImage()
        image?.take(before.relations)
        noteOld()
        note(level: before.moment.level)
        try await session.execute("set client_min_messages = \(Self.level)")
        let outside = try? await Session.connect(
            to: runner.connection, applicationName: runner.applicationName)
        let watch = outside.map { OutsideWatch(of: process, over: $0) }
        _ = tap.takeHeard()
        let start = ContinuousClock.now
        let sent: Result<String, any Error>
        do {
            sent = .success(try await send())
        } catch {
            sent = .failure(error)
        }
        trace.duration = ContinuousClock.now - start
        trace.commandTag = try? sent.get()
        let watched = await watch?.stop() ?? OutsideWatch.Seen()
        if await session.isConnected, await session.transactionStatus == .idle {
            try await note(&trace, command, before, watched, over: session)
        }
        return try sent.get()
    }

    /// Reads what the statement left, and gives the script its messages back.
    private func note(
        _ trace: inout StatementTrace, _ command: String, _ before: Reading,
        _ watched: OutsideWatch.Seen, over session: Session
    ) async throws {
        let said = tap.takeHeard()
        let after = try await readOutside(over: session)
        if after.moment.level == Self.level {
            try await session.execute("set client_min_messages = \(tap.level)")
        } else {
            note(level: after.moment.level)
        }
        guard var image else { return }
        let changes = image.take(after.relations)
        self.image = image
        var finder = FactFinder(
            command: command, image: image, changes: changes, said: said, locks: watched.locks,
            counts: after.counts.reduce(into: [:]) {
                $0[$1.key] = $1.value.since(before.counts[$1.key])
            }, old: old)
        finder.isSampled = true
        var facts = finder.find()
        facts.walBytes = max(0, after.moment.log - before.moment.log)
        facts.leftovers = changes.values.filter { change in
            change.now.isInvalidIndex && change.was?.isInvalidIndex != true
        }.map(\.now.name).sorted()
        facts.waits = watched.waits.map { want, wait in
            StatementFacts.Wait(
                lockType: want.lockType, relation: want.relation.flatMap(finder.name),
                waited: wait.waited, blockers: wait.blockers.sorted())
        }.sorted { ($0.lockType, $0.relation ?? "") < ($1.lockType, $1.relation ?? "") }
        trace.facts = facts
        keep(trace)
    }

    private struct Reading {
        var moment: TransactionMoment
        var relations: [Row]
        var counts: [String: TransactionMoment.Count] = [:]
    }

    /// What stands between transactions; two round trips.
    ///
    /// The server's counts over all sessions, since those of a transaction end with it. Before PostgreSQL 15 they come
    /// when the server likes, so nothing is made of them.
    private func readOutside(over session: Session) async throws -> Reading {
        let isCounted = session.serverVersion >= 150_000
        if isCounted {
            try await session.execute("select pg_catalog.pg_stat_force_next_flush()")
        }
        var query = TransactionMoment.query + "; " + RelationImage().queries.all
        if isCounted {
            query += """
                ; select oid, pg_catalog.pg_stat_get_numscans(oid), \
                pg_catalog.pg_stat_get_tuples_returned(oid), \
                pg_catalog.pg_stat_get_tuples_inserted(oid), \
                pg_catalog.pg_stat_get_tuples_updated(oid), \
                pg_catalog.pg_stat_get_tuples_deleted(oid) from pg_catalog.pg_class \
                where oid >= 16384 and relkind in ('r', 'm')
                """
        }
        let results = try await session.execute(query)
        var reading = Reading(
            moment: TransactionMoment(results), relations: Array(results[2].rows))
        for row in isCounted ? Array(results[3].rows) : [] {
            guard let relation = row[0] else { continue }
            reading.counts[relation] = .init(row, from: 1)
        }
        return reading
    }
}
