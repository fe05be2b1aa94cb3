import Configuration
import PostgresSession
import Proving
import SQLText

/// The databases of a shadow server on which migrations are tried: one that stands before the next migration, and a copy of
/// it on which that is applied and reverted.
struct TrialDatabases {
    let shadow: ShadowServer
    private let admin: Session
    private let stem: String
    private var roles: Set<String> = []

    /// Connects; nothing is made yet.
    init(on shadow: ShadowServer) async throws {
        self.shadow = shadow
        admin = try await Session.connect(to: shadow.connection)
        stem = "tidemark_prove_" + String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// The one that stands before the next migration.
    var base: ConnectionString { shadow.connection.setting("dbname", to: "\(stem)_base") }

    /// Makes the empty one.
    func makeBase() async throws {
        try await admin.execute("create database \(stem)_base template template0")
    }

    /// Copies the one that stands, without anybody in it, and notes what roles there are.
    mutating func copy() async throws -> ConnectionString {
        roles = try await readRoles()
        try await admin.execute("create database \(stem)_trial template \(stem)_base")
        return shadow.connection.setting("dbname", to: "\(stem)_trial")
    }

    /// Goes on with the copy.
    func keepCopy() async throws {
        try await admin.execute("drop database \(stem)_base with (force)")
        try await admin.execute("alter database \(stem)_trial rename to \(stem)_base")
    }

    /// Throws the copy away, with the roles that were made in it: those belong to the whole server.
    func dropCopy() async throws {
        try await admin.execute("drop database if exists \(stem)_trial with (force)")
        for role in try await readRoles().subtracting(roles).sorted() {
            // One that cannot go is met by the next migration, which says so.
            _ = try? await admin.execute("drop role \(quoteIdentifier(role))")
        }
    }

    private func readRoles() async throws -> Set<String> {
        Set(
            try await admin.query("select rolname from pg_catalog.pg_roles").rows.compactMap {
                $0[0]
            })
    }

    /// Drops both.
    func close() async {
        for name in ["trial", "base"] {
            _ = try? await admin.execute("drop database if exists \(stem)_\(name) with (force)")
        }
        await admin.close()
    }
}
