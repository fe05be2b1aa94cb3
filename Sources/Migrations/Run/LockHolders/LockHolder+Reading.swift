import PostgresSession
import SQLText

extension LockHolder {
    /// Who keeps a process waiting right now; none when it does not wait.
    ///
    /// One round trip. PostgreSQL manual, 9.26 pg_blocking_pids: it holds the shared lock tables for a moment, so it is
    /// not to be asked in a tight loop.
    static func read(blocking process: String, over session: Session) async throws -> [LockHolder] {
        try await read(
            from: """
                (select w.locktype, w.database, coalesce(w.relation, (select t.relation \
                from pg_catalog.pg_locks t where t.pid = w.pid and t.locktype = 'tuple' limit 1)) \
                as relation, h.mode, h.granted, b.pid, h.virtualtransaction \
                from (select distinct pg_catalog.unnest(pg_catalog.pg_blocking_pids($1::integer)) \
                as pid) b \
                left join pg_catalog.pg_locks w on w.pid = $1::integer and not w.granted \
                left join pg_catalog.pg_locks h on coalesce(h.pid, 0) = b.pid \
                and row(h.locktype, h.database, h.relation, h.page, h.tuple, h.virtualxid, \
                h.transactionid, h.classid, h.objid, h.objsubid) is not distinct from \
                row(w.locktype, w.database, w.relation, w.page, w.tuple, w.virtualxid, \
                w.transactionid, w.classid, w.objid, w.objsubid))
                """, [process], over: session)
    }

    /// Who has, or waits for, locks that these conflict with, on their relations or heirs of them.
    ///
    /// One round trip. A session that let go since is not found, and one that took its lock only now is.
    static func read(
        against locks: [PredictedLock], over session: Session
    ) async throws -> [LockHolder] {
        let pairs = locks.flatMap { lock in
            lock.mode.conflicts.map { (relation: lock.relation, mode: $0.rawValue) }
        }
        guard !pairs.isEmpty else { return [] }
        return try await read(
            from: """
                (with recursive wanted (relation, mode) as (\
                select pg_catalog.to_regclass(name)::oid, mode \
                from unnest($1::text[], $2::text[]) as pairs (name, mode) \
                union select i.inhrelid, w.mode \
                from pg_catalog.pg_inherits i join wanted w on i.inhparent = w.relation) \
                select l.locktype, l.database, l.relation, l.mode, l.granted, coalesce(l.pid, 0) \
                as pid, l.virtualtransaction \
                from wanted w join pg_catalog.pg_locks l on l.locktype = 'relation' \
                and l.relation = w.relation and l.mode = w.mode)
                """,
            [arrayLiteral(pairs.map(\.relation)), arrayLiteral(pairs.map(\.mode))], over: session)
    }

    /// The sessions behind the rows of a query for locks, the longest transaction first.
    private static func read(
        from locks: String, _ parameters: [String], over session: Session
    ) async throws -> [LockHolder] {
        let result = try await session.query(
            """
            select l.locktype, n.nspname, c.relname, l.mode, l.granted, l.pid, p.gid, \
            coalesce(a.usename, p.owner), a.application_name, a.backend_type, a.state, \
            pg_catalog.floor(extract(epoch from pg_catalog.clock_timestamp() \
            - coalesce(a.xact_start, p.prepared))), a.query, case when not l.granted then \
            pg_catalog.array_to_string(pg_catalog.pg_blocking_pids(l.pid), ' ') end \
            from \(locks) l \
            left join pg_catalog.pg_class c on c.oid = l.relation \
            left join pg_catalog.pg_namespace n on n.oid = c.relnamespace \
            left join pg_catalog.pg_stat_activity a on a.pid = l.pid \
            left join pg_catalog.pg_locks x on l.pid = 0 and x.pid is null \
            and x.locktype = 'transactionid' and x.virtualtransaction = l.virtualtransaction \
            left join pg_catalog.pg_prepared_xacts p on p.transaction = x.transactionid \
            where l.pid <> pg_catalog.pg_backend_pid() and coalesce(l.database, 0) in (0, \
            (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())) \
            order by l.granted desc nulls last, coalesce(a.xact_start, p.prepared) nulls last, l.pid
            """, parameters)
        var holders: [LockHolder] = []
        for holder in result.rows.map(LockHolder.init) {
            let same = holders.firstIndex {
                $0.process == holder.process && $0.preparedTransaction == holder.preparedTransaction
                    && $0.relation == holder.relation && $0.isWaiting == holder.isWaiting
            }
            if let same {
                // One session has several modes on the same relation: the strongest counts.
                holders[same].mode = max(holders[same].mode, holder.mode)
            } else {
                holders.append(holder)
            }
        }
        return holders
    }

    private init(_ row: Row) {
        lockType = row[0]
        relation = row[2].map { QualifiedName(schema: row[1], name: $0) }
        mode = row[3].flatMap(LockMode.init(rawValue:))
        isWaiting = row[4] == "f"
        process = row[5].flatMap { Int32($0) }.flatMap { $0 > 0 ? $0 : nil }
        preparedTransaction = row[6]
        user = row[7]
        application = row[8]
        backendType = row[9] == "client backend" ? nil : row[9]
        state = row[10]
        transactionSeconds = row[11].flatMap { Int($0) }
        // The server's word for what the user may not see.
        query = row[12].flatMap { $0 == "<insufficient privilege>" || $0.isEmpty ? nil : $0 }
            .map { hidingConstants(in: $0) }
        waitsFor = row[13].map { $0.split(separator: " ").compactMap { Int32($0) } } ?? []
    }

    /// A text array as SQL reads it.
    static func arrayLiteral(_ texts: [String]) -> String {
        let items = texts.map { text in
            var item = "\""
            for character in text {
                if character == "\"" || character == "\\" { item += "\\" }
                item.append(character)
            }
            return item + "\""
        }
        return "{\(items.joined(separator: ","))}"
    }
}

private func max(_ left: LockMode?, _ right: LockMode?) -> LockMode? {
    guard let left, let right else { return left ?? right }
    return Swift.max(left, right)
}
