public import PostgresSession

/// What a hosting platform puts around a project's own schema, made for a plain server.
public enum Shim: String, Sendable, Hashable, CaseIterable {
    /// Supabase: the API roles, and schema `auth` with `users`, `jwt()`, `uid()`, `role()`, `email()`.
    case supabase

    /// The SQL, which may be run again, and which refuses where the real thing is.
    public var sql: String {
        switch self {
        case .supabase: String(decoding: PackageResources.supabase_sql, as: UTF8.self)
        }
    }

    /// The schemas that it makes in a database: no part of the project's own.
    public var schemas: [String] {
        switch self {
        case .supabase: ["auth", "extensions"]
        }
    }

    /// The roles that it makes, which belong to the whole cluster.
    public var roles: [String] {
        switch self {
        case .supabase: ["anon", "authenticated", "service_role", "authenticator"]
        }
    }
}

/// Why a shim was not installed; nothing was changed.
public struct ShimError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; the raw value is stable.
    public enum Code: String, Sendable, Hashable {
        /// The database has a schema of that name which is not the shim's.
        case foreignSchema = "foreign-schema"
    }

    /// What kind of failure it is.
    public var code: Code
    /// What is in the way.
    public var message: String
    /// What to do instead.
    public var remedy: String

    /// The message and the remedy.
    public var description: String { "\(message)\n\(remedy)" }
}

/// Installs a shim into the database of a session, or brings it up to date.
///
/// One round trip. All or nothing: in a transaction of its own, or as a part of the open one. While it
/// makes roles it holds a lock on `pg_authid` against others that do. Needs a superuser, or from
/// PostgreSQL 16 on a role with CREATEROLE and BYPASSRLS.
/// - Throws: `ShimError` when the database has a real `auth` schema; `SessionError` otherwise.
public func installShim(_ shim: Shim, into session: Session) async throws {
    do throws(SessionError) {
        try await session.execute(shim.sql)
    } catch {
        guard error.sqlState == "42P06" else { throw error }
        throw ShimError(
            code: .foreignSchema,
            message: "this database has a schema auth that is not the shim's",
            remedy: "on Supabase itself leave the shim out; nothing was changed")
    }
}
