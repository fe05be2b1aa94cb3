public import Catalog
import PostgresSession
public import SchemaDiff
import SQLText

/// What came of running a plan on a copy of the schema that it is for.
public enum PlanVerdict: Sendable, Hashable {
    /// The copy is what was wanted, by our own reader and by `pg_dump`.
    case proven
    /// The copy cannot be made on this server.
    case notProvable(String)
    /// A statement fails on the copy.
    case fails(statement: Int, message: String)
    /// The statements run, and the copy is another than was wanted: the paths that differ, and the entries of `pg_dump`.
    case differs(paths: [String], dumped: [String])

    /// Whether the plan does what it is for.
    public var isProven: Bool { self == .proven }
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
    private let server: ShadowServer
    private let scope: CatalogScope

    /// Makes a prover on a shadow server.
    public init(on server: ShadowServer, scope: CatalogScope) {
        self.server = server
        self.scope = scope
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
            try await makeRoles(of: [from, to], owner: owner, on: admin)
            verdict = try await prove(plan, from, to, owner, admin)
        } catch {
            await admin.close()
            throw error
        }
        await admin.close()
        return verdict
    }

    private func prove(
        _ plan: ChangePlan, _ from: Catalog, _ to: Catalog, _ owner: String, _ admin: Session
    ) async throws -> PlanVerdict {
        let copy: ConnectionString
        let wanted: ConnectionString
        do {
            copy = try await make(from, named: "tidemark_from", owner, admin)
            wanted = try await make(to, named: "tidemark_to", owner, admin)
        } catch let error as SessionError where error.server != nil {
            return .notProvable(error.message)
        } catch let error as CreationError {
            return .notProvable("\(error)")
        } catch let error as NoCopy {
            return .notProvable(
                "no statement makes " + error.paths.prefix(5).joined(separator: "; "))
        }
        let session = try await Session.connect(to: copy)
        try await session.execute(Self.preamble(owner))
        for (number, statement) in plan.statements.enumerated() {
            do {
                try await session.execute(statement.sql)
            } catch {
                guard error.server != nil else { throw error }
                await session.close()
                return .fails(statement: number + 1, message: error.message)
            }
        }
        try await session.execute("reset all; reset session authorization")
        let left = try await differences(from: to, on: session, owner)
        await session.close()
        let dumped = try await SchemaDump(of: wanted, by: server.binaries)
            .differences(from: SchemaDump(of: copy, by: server.binaries))
        guard left.isEmpty, dumped.isEmpty else {
            return .differs(paths: left.map(\.path), dumped: dumped)
        }
        return .proven
    }

    private func make(
        _ catalog: Catalog, named name: String, _ owner: String, _ admin: Session
    ) async throws -> ConnectionString {
        try await admin.execute("drop database if exists \(name) with (force)")
        try await admin.execute("create database \(name) template template0")
        let connection = server.connection.setting("dbname", to: name)
        let session = try await Session.connect(to: connection)
        do {
            try await session.execute(Self.preamble(owner))
            let major = session.serverVersion / 10_000
            for statement in try Creation(catalog, owner: owner, major: major).statements {
                try await session.execute(statement.sql)
            }
            try await session.execute("reset session authorization; reset search_path")
            let left = try await differences(from: catalog, on: session, owner)
                // Roles are those of the whole server, for both copies.
                .filter { $0.object.kind != .role }
            guard left.isEmpty else { throw NoCopy(paths: left.map(\.path)) }
        } catch {
            await session.close()
            throw error
        }
        await session.close()
        return connection
    }

    /// What a database has otherwise than a catalog.
    private func differences(
        from catalog: Catalog, on session: Session, _ owner: String
    ) async throws -> [Difference] {
        let actual = try await CatalogReader(session, scope: scope).read()
        return Comparison().compare(expected: catalog, actual: actual)
            .filter { $0.property != "columnOrder" }
            // Who runs the statements is a superuser here.
            .filter { $0.object != ObjectName(.role, quoteIdentifier(owner)) }
    }

    /// The roles that the schemas name, and the one that runs the statements as a superuser.
    private func makeRoles(
        of catalogs: [Catalog], owner: String, on admin: Session
    ) async throws {
        let rows = try await admin.query("select quote_ident(rolname) from pg_roles").rows
        let there = Set(rows.compactMap { $0[0] })
        for statement in Creation.roleStatements(catalogs, isThere: there.contains) {
            try await admin.execute(statement)
        }
        let name = quoteIdentifier(owner)
        let isMade = catalogs.contains { $0[ObjectName(.role, name)] != nil }
        let verb = there.contains(name) || isMade ? "alter" : "create"
        try await admin.execute("\(verb) role \(name) superuser")
    }

    private static func preamble(_ owner: String) -> String {
        """
        set check_function_bodies = off; set client_min_messages = warning; set search_path = ''; \
        set session authorization \(quoteIdentifier(owner))
        """
    }
}

/// A database that is not what its catalog says.
private struct NoCopy: Error {
    var paths: [String]
}
