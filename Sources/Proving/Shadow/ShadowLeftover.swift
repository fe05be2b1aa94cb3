public import PostgresSession
import SQLText

/// A database or a role of a shadow that is on a server which somebody named.
public struct ShadowLeftover: Sendable, Hashable {
    /// What it is.
    public enum Kind: String, Sendable, Hashable {
        case database, role
    }

    /// What it is.
    public var kind: Kind
    /// Its name.
    public var name: String
    /// Whether the command that made it still runs, or somebody is connected to it.
    public var isInUse: Bool

    /// The statement that drops it.
    public var dropping: String { "drop \(kind.rawValue) \(quoteIdentifier(name))" }

    /// Reads what commands have made on a server and not dropped; two round trips.
    ///
    /// Databases are known by the form of their names, and by a comment where they have one: between CREATE DATABASE and its
    /// comment a command can be killed. Roles are known by their comment; one that a migration made has none.
    ///
    /// - Throws: `SessionError`.
    public static func read(over session: Session) async throws -> [ShadowLeftover] {
        let databases = try await session.query(
            """
            select datname, exists (select from pg_catalog.pg_stat_activity a where a.datid = d.oid
                or a.application_name = pg_catalog.regexp_replace(d.datname, $2, '\\1'))
            from pg_catalog.pg_database d where datname ~ $2 and pg_catalog.starts_with(
                coalesce(pg_catalog.shobj_description(oid, 'pg_database'), $1), $1) order by 1
            """, [mark, pattern])
        let roles = try await session.query(
            """
            select rolname, exists (select from pg_catalog.pg_stat_activity where application_name =
                pg_catalog.split_part(pg_catalog.split_part(
                    pg_catalog.shobj_description(oid, 'pg_authid'), ',', 1), ' ', 3))
            from pg_catalog.pg_roles
            where pg_catalog.starts_with(pg_catalog.shobj_description(oid, 'pg_authid'), $1) order by 1
            """, [mark])
        return [(Kind.database, databases), (.role, roles)].flatMap { kind, answer in
            answer.rows.compactMap { row in
                row[0].map { ShadowLeftover(kind: kind, name: $0, isInUse: row[1] == "t") }
            }
        }
    }

    /// What the names of databases begin with.
    static let prefix = "tidemark_shadow_"
    /// What comments begin with.
    static let mark = "Tidemark shadow "
    /// `tidemark_shadow_TIME_PROCESS_NUMBER_PURPOSE`.
    private static let pattern = "^(\(prefix)[0-9]+_[0-9]+_[0-9]+)_[a-z]+$"
}
