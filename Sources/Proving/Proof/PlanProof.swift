public import Catalog
import PostgresSession
public import SchemaDiff
import SQLText

/// What came of running a plan on a copy of the schema that it is for.
public enum PlanVerdict: Sendable, Hashable {
    /// The copy is what was wanted, by our own reader and by `pg_dump`; what stood in for extensions that the server lacks, and
    /// what there was a copy of where that was not the whole schema.
    case proven(standIns: StandIns, of: PartialCopy? = nil)
    /// The copy cannot be made on this server.
    case notProvable(NoCopy)
    /// A statement fails on the copy.
    case fails(statement: Int, message: String)
    /// The statements run, and the copy is another than was wanted: the paths that differ, and the entries of `pg_dump`.
    case differs(paths: [String], dumped: [String])

    /// Whether the plan does what it is for.
    public var isProven: Bool {
        if case .proven = self { true } else { false }
    }
}

/// How much of a schema there was a copy of.
public struct PartialCopy: Sendable, Hashable {
    /// The objects that a plan has to do with, in the schema that there is and in the one that is wanted.
    public var objects: Int
    /// All of them.
    public var total: Int
}

/// Why a proof could not be made.
public enum ProofError: Error, Sendable {
    /// `pg_dump` failed, and said this.
    case dumpFailed(String)
}

/// Runs plans on copies of the schemas that they are for.
///
/// A copy is made from the catalog, in a database of its own on a shadow server; a second one of the schema that is wanted,
/// for `pg_dump`, which shares no code with the reader. Both go with the server. A copy that is not what it was made of proves
/// nothing.
public struct PlanProof: Sendable {
    let server: ShadowServer
    let scope: CatalogScope
    private let largest: Int
    private let observe: @Sendable (_ phase: String, _ duration: Duration) -> Void

    /// Makes a prover on a shadow server.
    ///
    /// - Parameters:
    ///   - largest: how many objects a schema may have and always be copied as a whole. Of a larger one there is a copy of what
    ///     the plan has to do with (`PlanExcerpt`), unless the plan fails on that: it is refuted only on a whole one.
    ///   - observe: is told how long each phase took; the copy of what is wanted is made beside the others.
    public init(
        on server: ShadowServer, scope: CatalogScope, largest: Int = 50,
        observe: @escaping @Sendable (_ phase: String, _ duration: Duration) -> Void = { _, _ in }
    ) {
        self.observe = observe
        self.server = server
        self.scope = scope
        self.largest = largest
    }

    /// Proves a plan.
    ///
    /// What is not compared: the order of columns, and the values that are withheld.
    ///
    /// - Parameter owner: who runs the statements.
    /// - Throws: `SessionError`, `CatalogError`, `ProofError`; not for a plan that fails.
    public func prove(
        _ plan: ChangePlan, from: Catalog, to: Catalog, owner: String
    ) async throws -> PlanVerdict {
        let admin = try await Session.connect(to: server.connection)
        let verdict: PlanVerdict
        do {
            try server.requireDump()
            let standIns = try await server.standIns(for: [from, to], on: admin)
            try await refuse(plan)
            let copies = SchemaCopy(on: server, scope: scope, standIns: standIns)
            try await copies.makeRoles(of: [from, to], owner: owner, on: admin)
            let excerpt = excerpt(plan, from, to)
            if let excerpt,
                case .proven = try await prove(
                    plan, excerpt.from, excerpt.to, owner, admin, standIns)
            {
                verdict = .proven(
                    standIns: standIns,
                    of: PartialCopy(objects: excerpt.count, total: excerpt.total))
            } else {
                verdict = try await prove(plan, from, to, owner, admin, standIns)
            }
        } catch let error as NoCopy {
            verdict = .notProvable(error)
        } catch {
            await admin.close()
            throw error
        }
        await admin.close()
        return verdict
    }

    /// nil where it would be most of the schema.
    private func excerpt(_ plan: ChangePlan, _ from: Catalog, _ to: Catalog) -> PlanExcerpt? {
        guard max(from.objects.count, to.objects.count) > largest else { return nil }
        let excerpt = PlanExcerpt(of: plan, from: from, to: to)
        return excerpt.count * 2 < excerpt.total ? excerpt : nil
    }

    private func prove(
        _ plan: ChangePlan, _ from: Catalog, _ to: Catalog, _ owner: String, _ admin: Session,
        _ standIns: StandIns
    ) async throws -> PlanVerdict {
        let copies = SchemaCopy(on: server, scope: scope, standIns: standIns)
        async let wanted = makeWanted(to, copies, owner)
        let copy = try await server.makeDatabase("from", on: admin)
        let session = try await Session.connect(to: copy)
        let left: [Difference]
        do {
            try await timed("a copy of the schema") {
                try await copies.make(from, owner: owner, on: session)
                try await copies.check(from, owner: owner, on: session)
            }
            try await session.execute(SchemaCopy.preamble(owner))
            if let failure = try await timed(
                "the statements", { try await run(plan, standIns, on: session) })
            {
                await session.close()
                return failure
            }
            try await session.execute("reset all; reset session authorization")
            left = try await timed("reading what they leave") {
                try await copies.differences(from: to, on: session, owner)
            }
        } catch {
            await session.close()
            throw error
        }
        await session.close()
        let there = try await timed("pg_dump") { try await server.dump(copy) }
        let (database, expected) = try await wanted
        let dumped = expected.differences(from: there)
        guard left.isEmpty, dumped.isEmpty else {
            try await check(to, in: database, copies, owner)
            return .differs(paths: left.map(\.path), dumped: dumped)
        }
        return .proven(standIns: standIns)
    }

    /// Makes a copy of the schema that is wanted, for `pg_dump` to speak of.
    private func makeWanted(
        _ to: Catalog, _ copies: SchemaCopy, _ owner: String
    ) async throws -> (ConnectionString, SchemaDump) {
        let admin = try await Session.connect(to: server.connection)
        let database: ConnectionString
        do {
            database = try await server.makeDatabase("to", on: admin)
        } catch {
            await admin.close()
            throw error
        }
        await admin.close()
        let session = try await Session.connect(to: database)
        do {
            try await timed("a copy of what is wanted") {
                try await copies.make(to, owner: owner, on: session)
            }
        } catch {
            await session.close()
            throw error
        }
        await session.close()
        return (
            database,
            try await timed("pg_dump of what is wanted") { try await server.dump(database) }
        )
    }

    /// Sees that the copy which refutes a plan is what was wanted, before the plan is blamed.
    private func check(
        _ to: Catalog, in database: ConnectionString, _ copies: SchemaCopy, _ owner: String
    ) async throws {
        let session = try await Session.connect(to: database)
        do {
            try await copies.check(to, owner: owner, on: session)
        } catch {
            await session.close()
            throw error
        }
        await session.close()
    }

    private func timed<Value>(
        _ phase: String, _ body: () async throws -> Value
    ) async rethrows -> Value {
        let start = ContinuousClock.now
        let value = try await body()
        observe(phase, start.duration(to: .now))
        return value
    }

    /// Refuses a plan that changes what the given server had before.
    func refuse(_ plan: ChangePlan) async throws {
        guard let given = server.given else { return }
        let known = await given.known
        for statement in plan.statements {
            guard let change = ServerWideStatement(statement.sql, isThere: known.contains) else {
                continue
            }
            throw NoCopy(
                reason: "a statement changes \(change.what), which the given server had before",
                remedy: "leave --shadow out for a private server")
        }
    }

    /// Runs the statements in the transactions that a script would have.
    ///
    /// - Parameter before: is told the number of each statement before it runs.
    func run(
        _ plan: ChangePlan, _ standIns: StandIns, on session: Session,
        before: (Int) async throws -> Void = { _ in }
    ) async throws -> PlanVerdict? {
        var number = 0
        for segment in plan.segments {
            let isTransaction = plan.isSegmented && segment.isTransaction
            do {
                if isTransaction { try await session.execute("begin") }
                for statement in segment.statements {
                    number += 1
                    try await before(number)
                    try await session.execute(
                        standIns.replacement(of: statement.sql) ?? statement.sql)
                }
                if isTransaction { try await session.execute("commit") }
            } catch let error as SessionError where error.server != nil {
                return .fails(statement: number, message: error.message)
            }
        }
        return nil
    }
}
