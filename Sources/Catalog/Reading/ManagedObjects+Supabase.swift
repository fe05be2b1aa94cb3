extension ManagedObjects {
    /// What Supabase manages.
    ///
    /// Schemas and roles are those that its command line leaves out of dumps and comparisons (supabase/cli, `InternalSchemas` and
    /// `reservedRoles`), with those that its newer tools know (supabase/pg-toolbelt, `pg-delta`). Extensions are those that every
    /// project has from the start.
    public static let supabase: ManagedObjects = {
        var managed = ManagedObjects()
        managed.schemas = [
            "_analytics", "_realtime", "_supavisor", "auth", "extensions", "pgbouncer", "realtime",
            "storage", "supabase_functions", "supabase_migrations",
            // Of extensions.
            "cron", "dbdev", "etl", "graphql", "graphql_public", "net", "pgmq", "pgmq_public",
            "pgsodium", "pgsodium_masks", "pgtle", "repack", "tiger", "tiger_data", "timescaledb_*",
            "_timescaledb_*", "topology", "vault",
        ]
        managed.roles = [
            "anon", "authenticated", "authenticator", "cli_login_*", "dashboard_user", "pgbouncer",
            "pgsodium_keyholder", "pgsodium_keyiduser", "pgsodium_keymaker", "pgtle_admin",
            "service_role", "supabase_*",
        ]
        managed.administrators = ["postgres"]
        managed.extensions = [
            "pg_graphql", "pg_stat_statements", "pgcrypto", "pgjwt", "pgsodium", "supabase_vault",
            "uuid-ossp", "wrappers",
        ]
        managed.eventTriggers = [
            "graphql_watch_*", "issue_graphql_placeholder", "issue_pg_*", "pgrst_*",
        ]
        managed.publications = ["supabase_realtime", "supabase_realtime_*"]
        managed.settings = ["app.settings.jwt_*", "pgrst.*", "search_path"]
        return managed
    }()
}
