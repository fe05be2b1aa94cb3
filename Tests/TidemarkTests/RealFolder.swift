import Configuration
import Migrations
import TidemarkTesting

/// A public project's folder, and what it takes for granted.
struct RealFolder: Sendable, CustomStringConvertible {
    /// The folder below that of the clones.
    var path: String
    /// What has to be there before: the own table of the project's tool.
    var before = ""
    var variables: [String: String] = [:]
    var hasShim = false

    var description: String { path }

    static let all = [
        RealFolder(
            path: "lemmy/migrations",
            before: """
                create table __diesel_schema_migrations (version varchar(50) primary key, \
                run_on timestamp not null default current_timestamp)
                """),
        RealFolder(
            path: "focalboard/server/services/store/sqlstore/migrations",
            variables: focalboardVariables),
        RealFolder(
            path: "bionic-gpt/crates/db/migrations",
            before: "create table schema_migrations (version varchar(128) primary key)"),
        RealFolder(path: "svix-webhooks/server/svix-server/migrations"),
        RealFolder(path: "basejump/supabase/migrations", hasShim: true),
    ]

    /// What focalboard's server answers on a fresh database, where it renders before anything runs.
    private static var focalboardVariables: [String: String] {
        var variables = [
            "prefix": "", "postgres": "true", "sqlite": "false", "mysql": "false",
            "plugin": "false", "singleUser": "false", "schemaName": "public",
            "addColumnIfNeeded": "alter table $1 add column if not exists $2 $3 $4;",
            "dropColumnIfNeeded": "alter table $1 drop column if exists $2;",
            "renameTableIfNeeded": "alter table $1 rename to $2;",
            "renameColumnIfNeeded": "alter table $1 rename column $2 to $3;",
            "addConstraintIfNeeded": "alter table $1 add constraint $2 $4;",
            "doesTableExist": "false", "doesColumnExist": "false",
        ]
        // The server makes the name of an index from the table and all columns.
        let indexes = [
            ("blocks", "board_id, parent_id"), ("board_members", "user_id"),
            ("board_members_history", "board_id, user_id"), ("board_members_history", "user_id"),
            ("boards", "channel_id"), ("boards", "team_id, is_template"),
            ("categories", "user_id, team_id"), ("category_boards", "category_id"),
            ("preferences", "category"), ("preferences", "name"),
            ("subscriptions", "subscriber_id"),
        ]
        for (table, columns) in indexes {
            let name = columns.split { $0 == " " || $0 == "," }.joined(separator: "_")
            variables["createIndexIfNeeded \(table) \(columns)"] =
                "create index if not exists idx_\(table)_\(name) on \(table) (\(columns));"
        }
        return variables
    }

    /// What psql is to run for a script: the file, the section cut by its marker lines, or the template
    /// with its values.
    func text(of script: Script, down: Bool) throws -> String {
        let bytes = try readFile(script.path)
        if path.hasPrefix("bionic") {
            let lines = bytes.split(separator: "\n", omittingEmptySubsequences: false)
            let cut = lines.firstIndex { $0.hasPrefix("-- migrate:down") } ?? lines.endIndex
            return (down ? lines[cut...] : lines[..<cut]).joined(separator: "\n")
        }
        guard !variables.isEmpty, bytes.contains("{{") else { return bytes }
        return try Template(bytes, syntax: .go).render(variables).text
    }
}
