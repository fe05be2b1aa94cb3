public import Catalog
public import PostgresSession
import SQLText
import SchemaDiff

/// Makes copies of schemas from their catalogs.
public struct SchemaCopy: Sendable {
    private let server: ShadowServer
    private let scope: CatalogScope
    private let standIns: StandIns

    /// - Parameters:
    ///   - server: where the copies are.
    ///   - scope: what of a database counts.
    ///   - standIns: what is made in place of extensions that the server lacks.
    public init(on server: ShadowServer, scope: CatalogScope, standIns: StandIns = .none) {
        self.server = server
        self.scope = scope
        self.standIns = standIns
    }

    /// Makes a schema in a database that has nothing of it yet, and sees that it is the same.
    ///
    /// - Parameter owner: who runs the statements; a superuser.
    /// - Throws: `NoCopy`, `SessionError`, `CatalogError`.
    public func fill(
        _ connection: ConnectionString, with catalog: Catalog, owner: String
    ) async throws {
        let session = try await Session.connect(to: connection)
        do {
            try await make(catalog, owner: owner, on: session)
            try await check(catalog, owner: owner, on: session)
        } catch {
            await session.close()
            throw error
        }
        await session.close()
    }

    /// Makes a schema, unseen.
    ///
    /// - Throws: `NoCopy`, `SessionError`.
    func make(_ catalog: Catalog, owner: String, on session: Session) async throws {
        do {
            try await standIns.install(on: session)
            try await session.execute(Self.preamble(owner))
            let major = session.serverVersion / 10_000
            let statements = try Creation(catalog, owner: owner, major: major).statements
                .map { standIns.replacement(of: $0.sql) ?? $0.sql }
            // A transaction for some, as each locks what it makes.
            for start in stride(from: 0, to: statements.count, by: Self.batch) {
                let end = min(start + Self.batch, statements.count)
                try await session.execute(statements[start..<end].joined(separator: ";\n"))
            }
            try await session.execute("reset all; reset session authorization")
        } catch let error as SessionError where error.server != nil {
            throw NoCopy(reason: error.message)
        } catch let error as CreationError {
            throw NoCopy(reason: "\(error)")
        }
    }

    /// Sees that a database has what it was made of.
    ///
    /// - Throws: `NoCopy`, `SessionError`, `CatalogError`.
    func check(_ catalog: Catalog, owner: String, on session: Session) async throws {
        let left = try await differences(from: catalog, on: session, owner)
            // Roles are those of the whole server, for all copies.
            .filter { $0.object.kind != .role }
        guard left.isEmpty else {
            throw NoCopy(
                reason: "no statement makes "
                    + left.map(\.path).prefix(5).joined(separator: "; "))
        }
    }

    /// What a database has otherwise than a catalog.
    func differences(
        from catalog: Catalog, on session: Session, _ owner: String
    ) async throws -> [Difference] {
        let actual = try await CatalogReader(session, scope: scope).read()
        let known = await server.given?.known ?? []
        return Comparison().compare(expected: catalog, actual: actual)
            .filter { $0.property != "columnOrder" }
            // What a server has of its own is not made to fit.
            .filter {
                $0.object.kind != .role
                    || !(parseIdentifier($0.object.identity).map(known.contains) ?? false)
            }
            // Who runs the statements is a superuser here.
            .filter { $0.object != ObjectName(.role, quoteIdentifier(owner)) }
    }

    /// The roles that the schemas name, and the one that runs the statements as a superuser.
    ///
    /// On a server that somebody named those that are there stay as they are.
    ///
    /// - Throws: `NoCopy` where the one that runs the statements cannot be a superuser; `SessionError`.
    public func makeRoles(
        of catalogs: [Catalog], owner: String, on admin: Session
    ) async throws {
        if let given = server.given {
            return try await makeRoles(of: catalogs, owner: owner, on: admin, of: given)
        }
        let there = try await readRoles(admin)
        for statement in Creation.roleStatements(catalogs, isThere: there.contains) {
            try await admin.execute(statement)
        }
        let name = quoteIdentifier(owner)
        let isMade = catalogs.contains { $0[ObjectName(.role, name)] != nil }
        let verb = there.contains(name) || isMade ? "alter" : "create"
        try await admin.execute("\(verb) role \(name) superuser")
    }

    private func makeRoles(
        of catalogs: [Catalog], owner: String, on admin: Session, of given: GivenServer
    ) async throws {
        guard given.isSuperuser else {
            throw NoCopy(
                reason:
                    "\(given.user) is no superuser of the given server, and the statements are run by one",
                remedy: "connect as a superuser, or leave --shadow out for a private server")
        }
        let there = try await readRoles(admin)
        let name = quoteIdentifier(owner)
        if there.contains(name) {
            let row = try await admin.query(
                "select rolsuper from pg_catalog.pg_roles where rolname = $1", [owner])
            guard row.rows.first?[0] == "t" else {
                throw NoCopy(
                    reason:
                        "role \(owner), which is to run the statements, is no superuser of the given server, "
                        + "and is not made one",
                    remedy:
                        "name a superuser: --owner \(quoteIdentifier(given.user)); or leave --shadow out for a "
                        + "private server")
            }
        }
        var statements = Creation.roleStatements(catalogs, isThere: there.contains)
        let names = Set(
            catalogs.flatMap(\.objects).filter { $0.name.kind == .role }
                .map(\.name.identity).filter { !there.contains($0) })
        if !there.contains(name) {
            statements.append("\(names.contains(name) ? "alter" : "create") role \(name) superuser")
        }
        let made = names.union(there.contains(name) ? [] : [name])
        do {
            try await given.makeRoles(made.sorted().compactMap(parseIdentifier), by: statements)
        } catch let error as SessionError where error.server != nil {
            throw NoCopy(reason: error.message)
        }
    }

    /// Statements in one round trip.
    private static let batch = 200

    private func readRoles(_ admin: Session) async throws -> Set<String> {
        Set(
            try await admin.query("select quote_ident(rolname) from pg_catalog.pg_roles").rows
                .compactMap { $0[0] })
    }

    static func preamble(_ owner: String) -> String {
        """
        set check_function_bodies = off; set client_min_messages = warning; set search_path = ''; \
        set session authorization \(quoteIdentifier(owner))
        """
    }
}
