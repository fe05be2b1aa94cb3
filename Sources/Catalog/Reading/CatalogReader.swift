public import PostgresSession

/// Reads the catalog of a live database.
///
/// One READ ONLY REPEATABLE READ transaction, or two that share an exported snapshot; no table is locked. Round trips: five,
/// one more where the server must be asked for definitions that cannot be put together here, and with the second session four
/// more and one for each piece of the work. The deparsing functions of the server look past the snapshot, so a change of the
/// schema during the read is found by a second look, and the catalog is read again, three times at most. They also open what
/// they deparse, for as long as a slice takes; a table that somebody else has locked is waited for half a second.
public struct CatalogReader: Sendable {
    private let session: Session
    private let connect: (@Sendable () async -> Session?)?
    private let scope: CatalogScope
    private let observe: (@Sendable (_ phase: String, _ duration: Duration) -> Void)?
    private let times = PhaseTimes()

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - connect: opens a second session to the same database, to read a large catalog with both at once; the reader
    ///     closes it.
    ///   - observe: is told at the end how long each phase took; of a large catalog also the kinds, which two sessions read at
    ///     once.
    public init(
        _ session: Session, scope: CatalogScope = CatalogScope(),
        connect: (@Sendable () async -> Session?)? = nil,
        observe: (@Sendable (_ phase: String, _ duration: Duration) -> Void)? = nil
    ) {
        self.session = session
        self.scope = scope
        self.observe = observe
        self.connect = connect
    }

    /// Reads the catalog.
    ///
    /// - Parameter edges: whether what depends on what is read too, which no comparison looks at; no further round trip.
    /// - Throws: `SessionError`; `CatalogError.changing` when the schema changed during three reads.
    public func read(edges: Bool = false) async throws -> Catalog {
        defer { if let observe { times.tell(observe) } }
        for _ in 0..<3 {
            do {
                let (catalog, isStable) = try await readOnce(edges: edges)
                if isStable { return catalog }
            } catch let error as SessionError where error.isPassing {
                try await abandon()
            } catch {
                try? await abandon()
                throw error
            }
        }
        throw CatalogError.changing
    }

    private func readOnce(edges: Bool) async throws -> (Catalog, isStable: Bool) {
        let start = ContinuousClock.now
        let opening = try await session.pipeline(
            Self.begin.map { Command($0) } + [
                Command("select pg_export_snapshot()"),
                Command("select pg_current_snapshot()::text"),
                Command(String(decoding: PackageResources.scope_sql, as: UTF8.self)),
                Command(String(decoding: PackageResources.members_sql, as: UTF8.self)),
                Command(
                    "select exists (select from pg_seclabel) or exists (select from pg_shseclabel)"),
                Command(
                    """
                    select has_column_privilege('pg_subscription', 'oid', 'select')
                        and has_column_privilege('pg_subscription', 'subsynccommit', 'select')
                    """),
                Command(CatalogTask.boundsQuery), Command(OperatorClasses.query),
            ])
        let results = Array(opening.suffix(8))
        let snapshot = results[0].scalar ?? ""
        let before = results[1].scalar ?? ""
        let context = ReadingContext(
            scope: scope, schemas: results[2].rows.map(\.values),
            members: results[3].rows.map(\.values), hasLabels: results[4].scalar == "t",
            readsSubscriptions: results[5].scalar == "t", readsEdges: edges,
            serverVersion: session.serverVersion)
        let bounds = results[6].rows.compactMap { $0[0] }
        // A second session is worth its connection from some hundreds of relations on.
        let helper = bounds.count > 2 ? await connect?() : nil
        tell("schemas, extensions, connecting again", since: start)
        do {
            let readings = try await read(context, bounds, helper, snapshot: snapshot)
            let sorting = ContinuousClock.now
            let assembly = CatalogAssembly(readings, hasEdges: edges)
            let classes = OperatorClasses(results[7].rows.map(\.values))
            let definitions = try await PendingDefinitions.read(assembly, classes, on: session)
            tell("sorting out what was read", since: sorting)
            let checking = ContinuousClock.now
            let isStable = try await isStable(since: before, helper)
            tell("looking for changes during the read", since: checking)
            let objects = await objects(assembly, definitions, helper)
            await helper?.close()
            let catalog = Catalog(
                objects: objects, census: Census(readings), hasEdges: edges)
            return (catalog, isStable)
        } catch {
            await helper?.close()
            throw error
        }
    }

    /// Makes the objects, half of them on the thread of each session.
    private func objects(
        _ assembly: CatalogAssembly, _ definitions: PendingDefinitions, _ helper: Session?
    ) async -> [CatalogObject] {
        let start = ContinuousClock.now
        defer { tell("objects and their hashes", since: start) }
        let count = assembly.objectCount
        guard let helper else { return assembly.objects(0..<count, definitions) }
        async let second = helper.perform { _ in
            assembly.objects(count / 2..<count, definitions)
        }
        let first = await session.perform { _ in assembly.objects(0..<count / 2, definitions) }
        return first + (await second)
    }

    private func tell(_ phase: String, since start: ContinuousClock.Instant) {
        times.add(phase, since: start)
    }

    /// Ends the transaction and tells whether a catalog changed since its snapshot was taken.
    ///
    /// Where no transaction wrote since, and none was under way, nothing changed; the second session sees that at once.
    private func isStable(since before: String, _ helper: Session?) async throws -> Bool {
        if let helper, isQuiet(before),
            try await helper.execute("select pg_current_snapshot()::text").first?.scalar == before
        {
            try await session.execute("commit")
            return true
        }
        let mark = Command(String(decoding: PackageResources.watermark_sql, as: UTF8.self))
        let inside = try await session.pipeline([mark, Command("commit")]).first?.scalar
        return try await session.pipeline([mark]).first?.scalar == inside
    }

    /// Whether nobody was writing when a snapshot, `xmin:xmax:…`, was taken.
    private func isQuiet(_ snapshot: String) -> Bool {
        let bounds = snapshot.split(separator: ":", omittingEmptySubsequences: false)
        return bounds.count == 3 && bounds[0] == bounds[1]
    }

    private func read(
        _ context: ReadingContext, _ bounds: [String], _ helper: Session?, snapshot: String
    ) async throws -> [CatalogReading] {
        let queue = PieceQueue(
            CatalogTask.share(
                context.queries, slicedAt: bounds, among: helper == nil ? 1 : 2))
        guard let helper else { return try await take(from: queue, context, on: session) }
        async let second = readBeside(queue, on: helper, context, snapshot: snapshot)
        let first = try await take(from: queue, context, on: session)
        return first + (try await second)
    }

    private func readBeside(
        _ queue: PieceQueue, on helper: Session, _ context: ReadingContext, snapshot: String
    ) async throws -> [CatalogReading] {
        var begin = Self.begin.map { Command($0) }
        begin.insert(Command("set transaction snapshot '\(snapshot)'"), at: 1)
        try await helper.pipeline(begin)
        let readings = try await take(from: queue, context, on: helper)
        try await helper.execute("commit")
        return readings
    }

    private func take(
        from queue: PieceQueue, _ context: ReadingContext, on session: Session
    ) async throws -> [CatalogReading] {
        var readings: [CatalogReading] = []
        do {
            while let piece = queue.next() {
                let start = ContinuousClock.now
                readings.append(try await context.read(piece, on: session))
                tell(CatalogTask.name(of: piece), since: start)
            }
        } catch {
            queue.drop()
            throw error
        }
        return readings
    }

    private func abandon() async throws {
        if await session.transactionStatus != .idle { try await session.execute("rollback") }
    }

    /// What makes the server write names and constants in one way, whatever the session is set to.
    private static let begin = [
        "begin isolation level repeatable read read only",
        "set local search_path = ''",
        "set local jit = off",
        "set local work_mem = '64MB'",
        "set local max_parallel_workers_per_gather = 0",
        "set local datestyle = 'ISO, MDY'",
        "set local intervalstyle = 'postgres'",
        "set local timezone = 'UTC'",
        "set local extra_float_digits = 1",
        "set local bytea_output = 'hex'",
        "set local quote_all_identifiers = off",
        "set local standard_conforming_strings = on",
        "set local xmlbinary = 'base64'",
        "set local statement_timeout = 0",
        // Where a change of the schema and this read wait for each other, this read gives way, and before the server looks for
        // deadlocks (deadlock_timeout, a second).
        "set local lock_timeout = '500ms'",
        "set local idle_in_transaction_session_timeout = 0",
    ]
}

/// Why a catalog could not be read.
public enum CatalogError: Error, Sendable, Hashable {
    /// The schema changed during each of three reads, or something of it was locked.
    case changing
}

extension SessionError {
    /// Internal error (a cache lookup failed), undefined table, column, object and function, lock not available, deadlock.
    private static let passing: Set<String> = [
        "XX000", "42P01", "42703", "42704", "42883", "55P03", "40P01",
    ]

    /// Whether reading again may help: an object went away while the server looked at it, or somebody changes it just now.
    fileprivate var isPassing: Bool {
        guard let server else { return false }
        return Self.passing.contains(server.sqlState)
    }
}
