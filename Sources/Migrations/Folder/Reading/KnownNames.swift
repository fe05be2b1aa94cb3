/// Names that lie beside migrations in real folders and are none.
enum KnownNames {
    private static let files: Set<String> = [
        "atlas.sum", "atlas.hcl", "dockerfile", "makefile", "justfile", "license", "licence",
        "notice", "codeowners", "thumbs.db", "desktop.ini", "current.sql", "seed.sql", "seeds.sql",
        "schema.sql", "structure.sql", "embed.go", "doc.go", "migrations.go", "mod.rs", "lib.rs",
        "build.rs", "index.ts", "index.js", "__init__.py", "__pycache__", "4913", "sqlx.toml",
        "diesel.toml", "metadata.toml", "refinery.toml", "yoyo.ini", "migrations.yml",
        "sqitch.conf", "sqitch.plan", "package.json", "go.mod", "go.sum", "build.bazel",
        "build", "migration_lock.toml", "tidemark.yml", "manifest.json", "node_modules",
        "fixtures", "current",
    ]
    private static let suffixes: Set<String> = [
        "md", "markdown", "rst", "txt", "adoc", "bak", "orig", "rej", "swp", "swo", "swn", "tmp",
        "old", "save", "sum", "lock", "pyc", "dist", "example", "disabled", "off", "png", "svg",
    ]
    private static let codeSuffixes: Set<String> = [
        "go", "java", "kt", "kts", "scala", "groovy", "clj", "class", "ts", "mts", "cts", "js",
        "mjs", "cjs", "py", "rb", "rs", "php", "cs", "fs", "ex", "exs", "swift", "pl", "sh",
        "lua", "fizz",
    ]

    /// Whether a name is known to be no migration, so that nobody need be told.
    static func isNoMigration(_ entry: DirectoryEntry) -> Bool {
        let name = entry.name
        guard let first = name.utf8.first, let last = name.utf8.last else { return true }
        if first == UInt8(ascii: ".") || last == UInt8(ascii: "~") { return true }
        if first == UInt8(ascii: "#"), last == UInt8(ascii: "#") { return true }
        let suffix = entry.suffix
        // Most names by far; the lists below have none that begins so.
        if (0x30...0x39).contains(first), suffix == "sql" { return false }
        if suffixes.contains(suffix) { return true }
        let lower = name.lowercased()
        if files.contains(lower) || lower.hasPrefix("readme") || lower.hasPrefix("changelog") {
            return true
        }
        let stem = splitSuffix(lower).stem
        return isCode(suffix: suffix)
            && (stem.hasSuffix("_test") || stem.hasSuffix(".test") || stem.hasSuffix(".spec"))
    }

    /// Whether a suffix (lower case, without dot) is that of a program.
    static func isCode(suffix: String) -> Bool { codeSuffixes.contains(suffix) }

    /// Which database a part of a name stands for: true ours, false another's, nil not a database.
    static func isOurDialect(_ part: String) -> Bool? {
        switch part {
        case "postgres", "postgresql", "pg", "pgx", "pgsql", "psql": true
        case "mysql", "mariadb", "sqlite", "sqlite3", "cockroach", "cockroachdb", "crdb", "mssql",
            "sqlserver", "oracle", "clickhouse", "spanner", "db2", "h2", "tidb", "ydb", "vertica":
            false
        default: nil
        }
    }
}
