import PostgresSession
import SQLText

/// What belongs to a whole server and not to one of its databases.
struct SharedObjects {
    private let session: Session

    /// What a server has, as a text that is the same where everything is; one session.
    static func fingerprint(of connection: ConnectionString) async throws -> String {
        try await with(connection) { try await $0.readFingerprint() }
    }

    /// Drops every database and role that a new server does not have; whether it is as it was then.
    static func renew(
        _ connection: ConnectionString, as fingerprint: String
    ) async throws -> Bool {
        let isUsed = try await with(connection) { try await $0.clear() }
        if isUsed {
            try await with(connection.setting("dbname", to: "template1")) { objects in
                try await objects.session.execute("drop database postgres with (force)")
                try await objects.session.execute("create database postgres template template0")
            }
        }
        return try await self.fingerprint(of: connection) == fingerprint
    }

    private static func with<Value>(
        _ connection: ConnectionString, _ body: (SharedObjects) async throws -> Value
    ) async throws -> Value {
        let session = try await Session.connect(to: connection)
        do {
            let value = try await body(SharedObjects(session: session))
            await session.close()
            return value
        } catch {
            await session.close()
            throw error
        }
    }

    private func readFingerprint() async throws -> String {
        try await session.query(Self.fingerprint).rows.first?[0] ?? ""
    }

    /// Drops what is not of a new server; whether the database itself has something, too.
    private func clear() async throws -> Bool {
        let databases = try await session.query(
            "select quote_ident(datname) from pg_database where not datname = any($1::name[])",
            ["{postgres,template0,template1}"]
        ).rows.compactMap { $0[0] }
        for name in databases {
            try await session.execute("drop database if exists \(name) with (force)")
        }
        let roles = try await session.query(
            "select quote_ident(rolname) from pg_roles where oid >= 16384"
        ).rows.compactMap { $0[0] }
        for name in roles {
            try await session.execute("drop owned by \(name) cascade; drop role \(name)")
        }
        return try await session.query(Self.use).rows.first?[0] == "t"
    }

    private static let use = """
        select exists (select from pg_class where oid >= 16384)
            or exists (select from pg_namespace where oid >= 16384)
            or exists (select from pg_proc where oid >= 16384)
            or exists (select from pg_type where oid >= 16384)
            or exists (select from pg_extension where oid >= 16384)
            or exists (select from pg_default_acl)
            or exists (select from pg_database where datname = current_database()
                and (datacl is not null or datdba <> 10))
            or exists (select from pg_db_role_setting join pg_database on setdatabase = pg_database.oid
                where datname = current_database())
        """

    // Rows without OIDs; what a server counts or stamps by itself is left out.
    private static let fingerprint = """
        select md5(concat_ws('|',
        (select string_agg(concat_ws(',', rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb,
            rolcanlogin, rolreplication, rolbypassrls, rolconnlimit, rolpassword, rolvaliduntil),
            ';' order by rolname) from pg_authid),
        (select string_agg(concat_ws(',', roleid::regrole, member::regrole, admin_option),
            ';' order by roleid, member) from pg_auth_members),
        (select string_agg(concat_ws(',', datname, datdba, datacl, datconnlimit, datallowconn,
            datistemplate), ';' order by datname) from pg_database),
        (select string_agg(concat_ws(',', setdatabase, setrole, setconfig), ';'
            order by setdatabase, setrole) from pg_db_role_setting),
        (select string_agg(concat_ws(',', spcname, spcowner, spcacl), ';' order by spcname)
            from pg_tablespace),
        (select string_agg(concat_ws(',', name, setting), ';' order by name) from pg_file_settings
            where sourcefile like '%auto.conf'),
        (select count(*) from pg_replication_slots), (select count(*) from pg_subscription),
        (select string_agg(concat_ws(',', roname), ';' order by roname) from pg_replication_origin),
        (select count(*) from pg_shseclabel)))
        """
}
