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

    /// Whether the copy lacks what is said of the other one itself: grants, settings, a comment.
    func isCopyBare() async throws -> Bool {
        let said = try await admin.query(
            """
            select count(distinct row(datacl, datconnlimit, shobj_description(d.oid, 'pg_database'),
                (select string_agg(concat_ws(' ', setrole, setconfig::text), ' ' order by setrole)
                    from pg_catalog.pg_db_role_setting where setdatabase = d.oid),
                exists (select subname from pg_catalog.pg_subscription where subdbid = d.oid))::text)
            from pg_catalog.pg_database d where datname in ($1, $2)
            """, [shadow.databaseName("base"), shadow.databaseName("trial")])
        return said.rows.first?[0] != "1"
    }

    /// Whether the server has a role, by its name as SQL has it.
    func hasRole(_ name: String) async throws -> Bool {
        try await readRoles().contains { quoteIdentifier($0) == name }
    }

    /// Goes on with the copy.
    func keepCopy() async throws {
        let base = shadow.databaseName("base")
        try await drop(base)
        try await admin.execute("alter database \(shadow.databaseName("trial")) rename to \(base)")
    }

    /// Throws the copy away, with the roles that were made in it: those belong to the whole server.
    func dropCopy() async throws {
        let trial = shadow.databaseName("trial")
        try await drop(trial)
        for role in try await readRoles().subtracting(roles).sorted()
        where await shadow.isOurs(role) {
            // One that cannot go is met by the next migration, which says so.
            _ = try? await admin.execute("drop role \(quoteIdentifier(role))")
        }
    }

    /// Drops a database with its subscriptions, which belong to the whole server and keep it.
    private func drop(_ name: String) async throws {
        let subscribed = try await admin.query(
            """
            select subname from pg_catalog.pg_subscription s join pg_catalog.pg_database d on d.oid = subdbid
            where datname = $1
            """, [name]
        ).rows.compactMap { $0[0].map(quoteIdentifier) }
        if !subscribed.isEmpty {
            let session = try await Session.connect(
                to: shadow.connection.setting("dbname", to: name))
            for subscription in subscribed {
                try await session.execute("alter subscription \(subscription) disable")
                // Without its slot, which may be on a server that is not reached.
                try await session.execute(
                    "alter subscription \(subscription) set (slot_name = none)")
                try await session.execute("drop subscription \(subscription)")
            }
            await session.close()
        }
        try await admin.execute("drop database if exists \(name) with (force)")
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
            _ = try? await drop(shadow.databaseName(name))
        }
        await admin.close()
    }
}
