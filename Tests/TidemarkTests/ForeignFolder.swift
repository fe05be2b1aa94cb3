import Migrations

/// A folder as another tool would have it, with what that tool would send.
struct ForeignFolder: Sendable, CustomStringConvertible {
    /// One run of psql.
    enum Step: Sendable {
        /// A file in one transaction.
        case file(String)
        /// A file, statement by statement.
        case plain(String)
        /// A part of a file, in one transaction.
        case text(String)
    }

    var layout: Layout
    var dir = "db"
    var files: [String: String]
    var steps: [Step]
    var variables: [String: String] = [:]
    var hasDowns = true

    var description: String { layout.rawValue }

    static let samples = [
        golangMigrate, flyway, goose, dbmate, sqitch, diesel, sqlx, supabase, numbered, atlas, yoyo,
        pgmigrate, manifest, graphile,
    ]

    /// Numbers of any length, one twice, a pair of two names, a switch in a name, another database's
    /// file, CONCURRENTLY unannounced, a template.
    static let golangMigrate = ForeignFolder(
        layout: .golangMigrate,
        files: [
            "db/2_a.up.sql": "create table a (n int); create type mood as enum ('ok');",
            "db/2_a.down.sql": "drop table a; drop type mood;",
            "db/3_y.up.sql": "alter table a add y int;",
            "db/3_y.down.sql": "alter table a drop y;",
            "db/3_x.up.sql": "alter table a add x3 int;",
            "db/3_x.down.sql": "alter table a drop x3;",
            "db/4_added.up.sql": "alter table a add z int;",
            "db/4_taken_away.down.sql": "alter table a drop z;",
            "db/5_Upper Case.v2.up.sql": "",
            "db/5_Upper Case.v2.down.sql": "-- nothing",
            "db/10_b.up.sql":
                "alter type mood add value 'sad';\nalter table a add m mood, add x2 int[] default '{{1,2},{3,4}}';",
            "db/10_b.down.sql": "alter table a drop m, drop x2;",
            "db/20240101000000000001_c.postgres.autocommit.up.sql":
                "create index concurrently i on a (n); alter table a add x int;",
            "db/20240101000000000001_c.postgres.autocommit.down.sql":
                "drop index concurrently i; alter table a drop x;",
            "db/20240101000000000001_c.mysql.up.sql": "create table `a` (n int);",
            "db/20240101000000000002_d.up.sql": "create index concurrently j on a (m)",
            "db/20240101000000000002_d.down.sql": "drop index concurrently j",
            "db/20240101000000000003_e.up.sql":
                "{{if .postgres}}create table {{.prefix}}e (j int[]);{{else}}nonsense{{end}}",
            "db/20240101000000000003_e.down.sql": "drop table {{.prefix}}e;",
            "db/README.md": "no migration",
        ],
        steps: [
            .file("db/2_a.up.sql"), .file("db/3_x.up.sql"), .file("db/3_y.up.sql"),
            .file("db/4_added.up.sql"), .file("db/10_b.up.sql"),
            .plain("db/20240101000000000001_c.postgres.autocommit.up.sql"),
            .plain("db/20240101000000000002_d.up.sql"),
            .text("create table app_e (j int[]);"),
        ],
        variables: ["postgres": "true", "prefix": "app_"])

    /// Dotted order, undo files, repeatables last, CONCURRENTLY between other statements.
    static let flyway = ForeignFolder(
        layout: .flyway,
        files: [
            "db/V2__c.sql": "alter table a rename b to c;",
            "db/U2__c.sql": "alter table a rename c to b;",
            "db/V1.10__b.sql":
                "alter table a add b int; create index concurrently i on a (b); alter table a add d int;",
            "db/U1.10__b.sql": "alter table a drop b, drop d;",
            "db/V1.9__a.sql": "create table a (n int);",
            "db/U1.9__a.sql": "drop table a;",
            "db/V57__readme.md": "no migration",
            "db/R__zz.sql":
                "create or replace function f() returns int language sql as 'select 2';",
            "db/R__aa.sql":
                "create or replace function f() returns int language sql as 'select 1';",
        ],
        steps: [
            .file("db/V1.9__a.sql"), .plain("db/V1.10__b.sql"), .file("db/V2__c.sql"),
            .file("db/R__aa.sql"), .file("db/R__zz.sql"),
        ], hasDowns: false)

    /// Sections, a body with semicolons, the switch in lower case and below.
    static let goose = ForeignFolder(
        layout: .goose,
        files: [
            "db/00001_a.sql": """
            -- +goose Up
            create table a (n int);
            -- +goose StatementBegin
            create function f() returns trigger language plpgsql as $$
            begin
                -- +goose Down
                return new;
            end $$;
            -- +goose StatementEnd
            -- +goose Down
            drop table a;
            drop function f();
            """,
            "db/00002_b.sql": """
            -- +goose Up
            create index concurrently i on a (n);
            alter table a add m int;
            -- +goose no transaction
            -- +goose Down
            alter table a drop m;
            drop index concurrently i;
            """,
        ],
        steps: [
            .text(
                """
                create table a (n int);
                create function f() returns trigger language plpgsql as $$
                begin
                    -- +goose Down
                    return new;
                end $$;
                """), .text("create index i on a (n); alter table a add m int;"),
        ])

    /// Options of sections, a name with a space, a DOWN that does nothing, no last semicolon.
    static let dbmate = ForeignFolder(
        layout: .dbmate,
        files: [
            "db/20240101000000_a copy.sql":
                "-- migrate:up\ncreate table a (n int)\n-- migrate:down\ndrop table a\n",
            "db/20240102000000_b.sql": """
            -- migrate:up transaction:false
            create index concurrently i on a (n);
            -- migrate:down
            """,
            "db/20240103000000_c.sql":
                "-- migrate:up\n\n-- migrate:down\n-- migrate:up\ncreate table never ();\ndrop table never;",
        ],
        steps: [.text("create table a (n int); create index i on a (n);")])

    /// Plan order, own transactions, a rework, a name with a slash, the working directory.
    static let sqitch = ForeignFolder(
        layout: .sqitch,
        files: [
            "db/sqitch.plan": """
            %syntax-version=1.0.0
            %project=shop

            z 2024-01-01T00:00:00Z Ann Example <ann@example.org>
            t/a [z] 2024-01-01T00:00:00Z Ann Example <ann@example.org>
            f 2024-01-01T00:00:00Z Ann Example <ann@example.org>
            @v1 2024-01-01T00:00:00Z Ann Example <ann@example.org>

            f [f@v1] 2024-01-01T00:00:00Z Ann Example <ann@example.org>

            """,
            "db/deploy/z.sql": "-- Deploy z\nBEGIN;\ncreate schema z;\nCOMMIT;\n",
            "db/revert/z.sql": "BEGIN;\ndrop schema z;\nCOMMIT;\n",
            "db/verify/z.sql": "BEGIN;\nselect 'z'::regnamespace;\nROLLBACK;\n",
            "db/deploy/t/a.sql": "begin; create table z.a (n int); end;",
            "db/revert/t/a.sql": "begin; drop table z.a; end;",
            "db/deploy/f@v1.sql": "create function z.f() returns int language sql as 'select 1';",
            "db/revert/f@v1.sql": "drop function z.f();",
            "db/deploy/f.sql":
                "create or replace function z.f() returns int language sql as 'select 2';\nCOMMIT;",
            "db/revert/f.sql":
                "create or replace function z.f() returns int language sql as 'select 1';",
        ],
        steps: [
            .plain("db/deploy/z.sql"), .plain("db/deploy/t/a.sql"), .file("db/deploy/f@v1.sql"),
            .plain("db/deploy/f.sql"),
        ])

    static let diesel = ForeignFolder(
        layout: .diesel,
        files: [
            "db/2024-01-01-000000_a/up.sql": "create table a (n int);\n",
            "db/2024-01-01-000000_a/down.sql": "drop table a;\n",
            "db/2024-01-02-000000_b/up.sql": "create index concurrently i on a (n);",
            "db/2024-01-02-000000_b/down.sql": "drop index concurrently i;",
            "db/2024-01-02-000000_b/metadata.toml": "run_in_transaction = false\n",
        ],
        steps: [
            .file("db/2024-01-01-000000_a/up.sql"), .plain("db/2024-01-02-000000_b/up.sql"),
        ])

    static let sqlx = ForeignFolder(
        layout: .sqlx,
        files: [
            "db/1_a.sql": "create table a (n int);\n",
            "db/2_b.sql": "-- no-transaction\ncreate index concurrently i on a (n);\n",
        ],
        steps: [.file("db/1_a.sql"), .plain("db/2_b.sql")], hasDowns: false)

    static let supabase = ForeignFolder(
        layout: .supabase, dir: "supabase/migrations",
        files: [
            "supabase/migrations/20240101000000_a.sql":
                "set search_path = ''; create table public.a (n int);",
            "supabase/migrations/20240102000000_b.sql": "create table b (n int);",
        ],
        steps: [
            .file("supabase/migrations/20240101000000_a.sql"),
            .file("supabase/migrations/20240102000000_b.sql"),
        ], hasDowns: false)

    static let numbered = ForeignFolder(
        layout: .numbered,
        files: [
            "db/2-b.sql": "alter table a add b int;",
            "db/00010-c.sql":
                "-- postgres-migrations disable-transaction\ncreate index concurrently i on a (b);",
            "db/1-a.sql": "create table a (n int); create temp table t ();",
            "db/3-empty.sql": "", "db/4-comment.sql": "-- nothing\n",
            "db/5-again.sql": "create temp table t ();",
        ],
        steps: [.file("db/1-a.sql"), .file("db/2-b.sql"), .plain("db/00010-c.sql")],
        hasDowns: false)

    static let atlas = ForeignFolder(
        layout: .atlas,
        files: [
            "db/20240101_a.sql": "create table a (n int);\n-- atlas:nolint destructive\n",
            "db/20240102_b.sql":
                "-- atlas:txmode none\n\ncreate index concurrently i on a (n);\n",
            "db/atlas.sum": """
            h1:xcVV+k+i9A2D4rZ11uQt2zUZvR4HLs1ZOpKntE/Q0T4=
            20240101_a.sql h1:dZK++sMtaxKdKhQNG9c72iKrX4P0HYcQa4lVnWkaY5w=
            20240102_b.sql h1:gxqrUwGpkEnZJ8kGjS+cDTsaySJNiEYZ83hlqkcQeDM=

            """,
        ],
        steps: [.file("db/20240101_a.sql"), .plain("db/20240102_b.sql")], hasDowns: false)

    static let yoyo = ForeignFolder(
        layout: .yoyo,
        files: [
            "db/0001.b.sql": "-- depends: 0002.a\nalter table a add b int;",
            "db/0001.b.rollback.sql": "alter table a drop b;",
            "db/0002.a.sql": "create table a (n int);",
            "db/0002.a.rollback.sql": "drop table a;",
        ],
        steps: [.file("db/0002.a.sql"), .file("db/0001.b.sql")])

    static let pgmigrate = ForeignFolder(
        layout: .pgmigrate, dir: "db/migrations",
        files: [
            "db/migrations.yml": "conn: dbname=x\n",
            "db/migrations/V0001__a.sql": "create table a (n int);",
            "db/migrations/V0002__NONTRANSACTIONAL_b.sql": "create index concurrently i on a (n);",
        ],
        steps: [
            .file("db/migrations/V0001__a.sql"),
            .plain("db/migrations/V0002__NONTRANSACTIONAL_b.sql"),
        ], hasDowns: false)

    static let manifest = ForeignFolder(
        layout: .manifest,
        files: [
            "db/v1.9/manifest.json": #"{"SchemaUpdateCqlFiles": ["z.sql", "a.sql"]}"#,
            "db/v1.9/z.sql": "create table a (n int);", "db/v1.9/a.sql": "alter table a add z int;",
            "db/v1.9/unlisted.sql": "select 1/0;",
            "db/v1.10/manifest.json": #"{"SchemaUpdateCqlFiles": ["a.sql"]}"#,
            "db/v1.10/a.sql": "alter table a rename z to y;",
            "db/v1.11/manifest.json": #"{"SchemaUpdateCqlFiles": []}"#,
        ],
        steps: [.file("db/v1.9/z.sql"), .file("db/v1.9/a.sql"), .file("db/v1.10/a.sql")],
        hasDowns: false)

    static let graphile = ForeignFolder(
        layout: .graphile,
        files: [
            "db/committed/000001-a.sql": """
            --! Previous: -
            --! Hash: sha1:aa272da104ae74cb0337da27a9a288aaf96a7af3
            --! Message: a

            create table a (x int);

            """,
            "db/committed/000002.sql": """
            --! Previous: sha1:aa272da104ae74cb0337da27a9a288aaf96a7af3
            --! Hash: sha1:990904dbd0ea78f8eb17f0831eddf36ee51de66e

            --! no-transaction
            create index concurrently i on a (x);

            """,
            "db/current.sql": "select 1/0;",
        ],
        steps: [.file("db/committed/000001-a.sql"), .plain("db/committed/000002.sql")],
        hasDowns: false)
}
