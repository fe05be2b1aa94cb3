extension Configuration.Key {
    /// The folder of the UP files.
    public static let dir = Self(
        "dir", .folder, default: "sql", example: "migrations",
        "The folder of the migrations")
    /// The folder of the DOWN files.
    public static let downDir = Self(
        "down-dir", .folder, default: "down", example: "rollback",
        "The folder of the DOWN files, for layouts that keep them apart")
    /// How the folder is laid out.
    public static let layout = Self(
        "layout", .text, default: "auto", example: "golang-migrate",
        "The layout of the folder; auto detects it and says which")
    /// The folder of the snapshots.
    public static let snapshots = Self(
        "snapshots", .folder, default: "snapshots", example: "db/snapshots",
        "The folder of the schema snapshots")
    /// The schemas that are compared and reported.
    public static let schemas = Self(
        "schemas", .list, example: "[public, billing]",
        "The schemas that are looked at; none named means all but the system's")
    /// What manages the database.
    public static let platform = Self(
        "platform", .choice(["plain", "supabase"]), default: "plain", example: "supabase",
        "What manages the database; supabase leaves its own schemas and roles out")
    /// What stands in for the platform on a private server.
    public static let shim = Self(
        "shim", .choice(["auto", "none", "supabase"]), default: "auto", example: "none",
        "What a private server gets in place of the platform; auto follows `platform`")
    /// The role that owns what migrations create.
    public static let role = Self(
        "role", .text, example: "app_owner",
        "The role that migrations run as (SET ROLE), so that it owns what they create")
    /// Values of placeholders.
    public static let variables = Self(
        "variables", .mapping, example: "{ tenant: acme }", flag: "--var",
        "Values of the placeholders in migrations that are templates")
    /// How long a statement waits for a lock.
    public static let lockTimeout = Self(
        "lock-timeout", .duration, default: "5s", example: "2s",
        "How long a statement waits for a lock before the segment is tried again; 0 is for ever")
    /// How often a segment is tried.
    public static let lockAttempts = Self(
        "lock-attempts", .count(1...1000), default: "10", example: "3",
        "How often a segment is tried when it does not get its locks")
    /// The pause between the attempts.
    public static let lockBackoff = Self(
        "lock-backoff", .durationRange, default: "100ms..10s", example: "500ms..30s",
        "The pause between attempts: the first, and the longest that doubling may reach")
    /// How long another runner is waited for.
    public static let lockWait = Self(
        "lock-wait", .duration, default: "1min", example: "10min",
        "How long to wait while another tidemark migrates the database; 0 does not wait")
    /// How long a statement may run.
    public static let statementTimeout = Self(
        "statement-timeout", .duration, default: "0", example: "15min",
        "How long a statement may run; 0 is no limit")
    /// `lock-timeout` for CONCURRENTLY.
    public static let concurrentlyLockTimeout = Self(
        "concurrently-lock-timeout", .duration, default: "5min", example: "30min",
        "How long a CONCURRENTLY statement waits for older transactions; 0 is for ever")
    /// `statement-timeout` for CONCURRENTLY.
    public static let concurrentlyStatementTimeout = Self(
        "concurrently-statement-timeout", .duration, default: "0", example: "2h",
        "How long a CONCURRENTLY statement may run; 0 is no limit")
    /// Whether late files run.
    public static let allowOutOfOrder = Self(
        "allow-out-of-order", .boolean, default: "false", example: "true",
        "Whether a pending migration older than the newest applied one runs")
    /// Whether changes need a confirmation.
    public static let protected = Self(
        "protected", .boolean, default: "false", example: "true",
        "Whether commands that change the database ask first, and need --yes off a terminal")
    /// How to reach the database.
    public static let db = Self(
        "db", .connection, example: "${DATABASE_URL}",
        "The database: a URI or key=value text as libpq takes it")
    /// The server of proofs.
    public static let shadow = Self(
        "shadow", .connection, example: "${SHADOW_URL}",
        "The server on which proofs make and drop databases, instead of a private one")
    /// What stands in for extensions.
    public static let shadowStubs = Self(
        "shadow.stubs", .folder, example: "db/stubs", flag: "--shadow-stubs",
        "The folder of what stands in for extensions that the server of proofs lacks, NAME.sql each"
    )
    /// How long the shadow server stays.
    public static let shadowKeep = Self(
        "shadow-keep", .duration, default: "10min", example: "1h",
        "How long the private server of proofs stays after its last use; 0, and CI=true, end it with the command"
    )
    /// What drift may find.
    public static let ignore = Self(
        "ignore", .rules,
        example:
            "[{ object: \"index public.tmp_*\", reason: \"built by hand\", until: 2027-01-31 }]",
        flag: "",
        "Differences that drift accepts: what, why, and perhaps until when")
    /// What is the same under another name.
    public static let renames = Self(
        "renames", .list, example: "[public.users=public.people]", flag: "",
        "What `diff` and `reconcile` are to rename, OLD=NEW each")
    /// What is done about roles that the target lacks.
    public static let missingRoles = Self(
        "missing-roles", .choice(["expect", "ignore", "require"]), default: "expect",
        example: "ignore", flag: "",
        "What `diff` and `reconcile` do about roles that the wanted schema names and the target lacks"
    )
    /// What roles are called on the target.
    public static let mapRoles = Self(
        "map-roles", .list, example: "[anon=web_anon]", flag: "",
        "What roles of the wanted schema are called on the target of `diff` and `reconcile`, OLD=NEW each"
    )
    /// Hazards that a plan may have.
    public static let allowHazards = Self(
        "allow-hazards", .list, example: "[index-build, scan]", flag: "",
        "The hazards that SQL of `diff` and `reconcile` may have, or none, or `lock:MODE` for the strongest lock; without it all"
    )
    /// What lint does with its rules.
    public static let lint = Self(
        "lint", .lint,
        example: "{ rules: { prefer-text-field: off }, server-version: 15 }", flag: "",
        "Levels of lint's rules (off, note, warning, error), and the oldest server they are for")
    /// The environment when no flag names one.
    public static let env = Self(
        "env", .text, example: "local", isPerEnvironment: false,
        "The environment that is used when --env names none")
    /// The named environments.
    public static let environments = Self(
        "environments", .environments, example: "{ staging: { db: \"${STAGING_DB}\" } }",
        flag: "", isPerEnvironment: false,
        "Sections that override the keys above for one environment")

    /// Every key, in the order of the documentation.
    public static let all: [Self] = [
        dir, downDir, layout, snapshots, schemas, platform, shim, role, variables, db, protected,
        lockTimeout, lockAttempts, lockBackoff, lockWait, statementTimeout,
        concurrentlyLockTimeout, concurrentlyStatementTimeout, allowOutOfOrder, shadow, shadowStubs,
        shadowKeep, ignore, renames, missingRoles, mapRoles, allowHazards, lint, env, environments,
    ]

    /// The key of a name, exactly as written.
    public static func named(_ name: String) -> Self? {
        byName[name]
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// Other words that people try, with the key that they mean.
    static let synonyms: [String: Self] = [
        "database": db, "url": db, "database-url": db, "databaseurl": db, "connection": db,
        "dsn": db, "conninfo": db, "directory": dir, "folder": dir, "migrations": dir,
        "migrations-dir": dir, "path": dir, "down": downDir, "rollback-dir": downDir,
        "vars": variables, "var": variables, "environment": env, "envs": environments,
        "schema": schemas, "snapshot": snapshots, "timeout": statementTimeout,
        "retries": lockAttempts, "backoff": lockBackoff, "out-of-order": allowOutOfOrder,
        "protect": protected, "ignores": ignore, "ignore-rules": ignore,
        "shadow-stubs": shadowStubs,
        "shadow-db": shadow, "stubs": shadowStubs,
    ]
}
