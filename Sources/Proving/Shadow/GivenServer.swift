import Glibc
import PostgresSession
import SQLText

/// A server that somebody named for proofs.
///
/// Databases with names of their own are made on it, and roles that it lacks; both are dropped when the command ends or asks
/// for a server that is as new. What was there before is neither changed nor dropped. What a command that was killed has left
/// is recognised by name and comment, and the next one drops it where nobody is connected to it.
actor GivenServer {
    nonisolated let connection: ConnectionString
    nonisolated let stem: String
    nonisolated let version: String
    nonisolated let major: Int
    /// The role that connects.
    nonisolated let user: String
    nonisolated let isSuperuser: Bool
    /// What tells what is ours.
    nonisolated let comment: String

    private let session: Session
    private var closing: Task<Void, Never>?
    /// The roles that were there before.
    private(set) var known: Set<String> = []
    /// Those that were made for a copy.
    private var made: Set<String> = []
    /// The names in scripts that were run; a new role of another name is somebody else's.
    private var names: Set<String> = []

    /// Connects, drops what was left behind, and waits for other commands that use the server.
    ///
    /// - Throws: `ShadowError`, `SessionError`.
    static func open(_ connection: ConnectionString) async throws -> GivenServer {
        let stem =
            "\(ShadowLeftover.prefix)\(time(nil))_\(getpid())_\(UInt16.random(in: .min ... .max))"
        let session = try await connect(to: connection)
        do {
            // By it others see that what has this stem is in use, whatever the connection says.
            try await session.execute("set application_name = '\(stem)'")
            let server = try await GivenServer(connection, stem, session)
            try await server.dropLeftovers()
            try await server.lock()
            return server
        } catch {
            await session.close()
            throw error
        }
    }

    /// Connects to the server of `--shadow`.
    ///
    /// - Throws: `ShadowError`.
    static func connect(to connection: ConnectionString) async throws -> Session {
        do {
            return try await Session.connect(to: connection)
        } catch {
            throw ShadowError(unreachable: error)
        }
    }

    /// Sees that the server can be one; nothing is made or dropped.
    ///
    /// - Throws: `ShadowError`, `SessionError`.
    init(
        _ connection: ConnectionString, _ stem: String, _ session: Session
    ) async throws {
        let answer = try await session.query(
            """
            select current_user, rolsuper, rolsuper or rolcreatedb and rolcreaterole,
                split_part(current_setting('server_version'), ' ', 1), pg_is_in_recovery()
            from pg_catalog.pg_roles where rolname = current_user
            """)
        let row = answer.rows.first
        user = row?[0] ?? ""
        isSuperuser = row?[1] == "t"
        version = row?[3] ?? ""
        major = session.serverVersion / 10_000
        guard row?[4] == "f" else {
            throw ShadowError(
                code: .readOnly,
                message: "the server of --shadow is a standby, which takes no writes",
                remedy: "name one that does, or leave --shadow out for a private server")
        }
        guard row?[2] == "t" else {
            throw ShadowError(
                code: .privilegesMissing,
                message: "\(user) may not make databases and roles on the server of --shadow",
                remedy:
                    "alter role \(quoteIdentifier(user)) createdb createrole; or leave --shadow out for a "
                    + "private server")
        }
        self.connection = connection
        self.stem = stem
        self.session = session
        comment = "\(ShadowLeftover.mark)\(stem), dropped when its command ends"
    }

    /// Drops what was made; what there is then is what there was before.
    ///
    /// - Throws: `SessionError`.
    func renew() async throws {
        try await clear()
        let roles = try await readRoles()
        known = roles
    }

    /// Makes a database, of which everybody can see whose it is.
    func makeDatabase(_ name: String, template: String) async throws {
        guard closing == nil else { throw CancellationError() }
        try await session.execute("create database \(name) template \(template)")
        try await session.execute("comment on database \(name) is \(quoteLiteral(comment))")
    }

    /// Runs statements that make roles, each of which is dropped later.
    func makeRoles(_ roles: [String], by statements: [String]) async throws {
        guard closing == nil else { throw CancellationError() }
        made.formUnion(roles)
        // One that has a comment keeps it, as it is compared.
        let comments = roles.map { role in
            """
            do $$ begin if not exists (select from pg_shdescription where classoid = 'pg_authid'::regclass
                and objoid = (select oid from pg_roles where rolname = \(quoteLiteral(role))))
            then comment on role \(quoteIdentifier(role)) is \(quoteLiteral(comment)); end if; end $$
            """
        }
        // In one transaction: nobody would know a role without a comment, were the command killed between the two.
        try await session.execute("begin")
        do {
            for statement in statements + comments { try await session.execute(statement) }
            try await session.execute("commit")
        } catch {
            _ = try? await session.executeDespiteCancellation("rollback")
            throw error
        }
    }

    /// Notes the names in scripts, which may make roles.
    func note(_ names: Set<String>) {
        self.names.formUnion(names)
    }

    /// Whether a role may be dropped: it was not there before, and it was made for a copy or by a script.
    func isOurs(_ role: String) -> Bool {
        !known.contains(role) && (made.contains(role) || names.contains(role))
    }

    /// Drops everything that was made, and lets others have the server; asked again, it waits until that is done.
    func close() async {
        let task =
            closing
            ?? Task {
                try? await clear()
                await session.close()
            }
        closing = task
        await task.value
    }

    // MARK: - What goes

    private func clear() async throws {
        let databases = try await session.query(
            "select datname from pg_catalog.pg_database where pg_catalog.starts_with(datname, $1)",
            ["\(stem)_"]
        ).rows.compactMap { $0[0] }
        for name in databases {
            try await session.executeDespiteCancellation(
                "drop database if exists \(quoteIdentifier(name)) with (force)")
        }
        for role in try await readRoles().sorted() where isOurs(role) {
            // One that somebody else has come to use stays.
            _ = try? await session.executeDespiteCancellation("drop role \(quoteIdentifier(role))")
        }
        made = []
        names = []
    }

    private func readRoles() async throws -> Set<String> {
        Set(
            try await session.query("select rolname from pg_catalog.pg_roles").rows
                .compactMap { $0[0] })
    }

    /// Drops databases and roles of commands that are gone; what is not ours to drop stays.
    private func dropLeftovers() async throws {
        for leftover in try await ShadowLeftover.read(over: session) where !leftover.isInUse {
            _ = try? await session.execute(leftover.dropping)
        }
    }

    /// Keeps other commands from making roles meanwhile; waits a minute for one that does.
    private func lock() async throws {
        for _ in 0..<300 {
            // A number that no other program is known to lock.
            let got = try await session.query("select pg_try_advisory_lock(7239480512206)")
            if got.rows.first?[0] == "t" { return }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw ShadowError(
            code: .busy, message: "another command has used the server of --shadow for a minute",
            remedy: "wait until it is done, or leave --shadow out for a private server")
    }
}
