public import Catalog
public import PostgresSession
import SQLText
import SchemaDiff

/// Why no copy of a schema can be made on a server.
public struct NoCopy: Error, Sendable {
    /// In words that follow "a copy cannot be made here: ".
    public var reason: String
}

/// Makes copies of schemas from their catalogs.
public struct SchemaCopy: Sendable {
    private let scope: CatalogScope

    /// - Parameter scope: what of a database counts.
    public init(scope: CatalogScope) {
        self.scope = scope
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
            try await session.execute(Self.preamble(owner))
            let major = session.serverVersion / 10_000
            for statement in try Creation(catalog, owner: owner, major: major).statements {
                try await session.execute(statement.sql)
            }
            try await session.execute("reset session authorization; reset search_path")
            let left = try await differences(from: catalog, on: session, owner)
                // Roles are those of the whole server, for all copies.
                .filter { $0.object.kind != .role }
            guard left.isEmpty else {
                throw NoCopy(
                    reason: "no statement makes "
                        + left.map(\.path).prefix(5).joined(separator: "; "))
            }
        } catch let error as SessionError where error.server != nil {
            await session.close()
            throw NoCopy(reason: error.message)
        } catch let error as CreationError {
            await session.close()
            throw NoCopy(reason: "\(error)")
        } catch {
            await session.close()
            throw error
        }
        await session.close()
    }

    /// What a database has otherwise than a catalog.
    func differences(
        from catalog: Catalog, on session: Session, _ owner: String
    ) async throws -> [Difference] {
        let actual = try await CatalogReader(session, scope: scope).read()
        return Comparison().compare(expected: catalog, actual: actual)
            .filter { $0.property != "columnOrder" }
            // Who runs the statements is a superuser here.
            .filter { $0.object != ObjectName(.role, quoteIdentifier(owner)) }
    }

    /// The roles that the schemas name, and the one that runs the statements as a superuser.
    public func makeRoles(
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

    static func preamble(_ owner: String) -> String {
        """
        set check_function_bodies = off; set client_min_messages = warning; set search_path = ''; \
        set session authorization \(quoteIdentifier(owner))
        """
    }
}
