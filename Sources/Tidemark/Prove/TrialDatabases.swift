import Configuration
import PostgresSession
import Proving
import SQLText

/// The databases of a shadow server on which migrations are tried: one that stands before the next migration, and a copy of
/// it on which that is applied and reverted.
struct TrialDatabases {
    let shadow: ShadowServer
    let admin: Session
    /// What is made in place of extensions that the server lacks.
    var standIns = StandIns.none
    /// The role that migrations run as, which may make schemas in each.
    var runner: String?
    private var roles: Set<String> = []

    /// Connects; nothing is made yet.
    init(on shadow: ShadowServer) async throws {
        self.shadow = shadow
        admin = try await Session.connect(to: shadow.connection)
    }

    /// The one that stands before the next migration.
    var base: ConnectionString {
        shadow.connection.setting("dbname", to: shadow.databaseName("base"))
    }

    /// Makes the empty one.
    func makeBase() async throws -> ConnectionString {
        try await shadow.makeDatabase("base", on: admin)
    }

    /// Copies the one that stands, without anybody in it, and notes what roles there are.
    mutating func copy() async throws -> ConnectionString {
        roles = try await readRoles()
        let trial = try await shadow.makeDatabase(
            "trial", template: shadow.databaseName("base"), on: admin)
        // What is granted on a database is not copied with it.
        if let runner {
            try await admin.execute(
                "grant create on database \(shadow.databaseName("trial")) to \(quoteIdentifier(runner))"
            )
        }
        return trial
    }

    /// Goes on with the copy.
    func keepCopy() async throws {
        let base = shadow.databaseName("base")
        try await admin.execute("drop database \(base) with (force)")
        try await admin.execute("alter database \(shadow.databaseName("trial")) rename to \(base)")
    }

    /// Throws the copy away, with the roles that were made in it: those belong to the whole server.
    func dropCopy() async throws {
        let trial = shadow.databaseName("trial")
        try await admin.execute("drop database if exists \(trial) with (force)")
        for role in try await readRoles().subtracting(roles).sorted()
        where await shadow.isOurs(role) {
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
            _ = try? await admin.execute(
                "drop database if exists \(shadow.databaseName(name)) with (force)")
        }
        await admin.close()
    }
}
