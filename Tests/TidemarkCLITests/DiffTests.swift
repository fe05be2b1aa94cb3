import JSONText
import Testing
import TidemarkTesting

/// `diff`: two schemas from wherever they are, and the SQL between them.
@Suite(.database) struct DiffTests {
    static let files = [
        "sql/00_a.sql": """
        create table people (id int primary key, name text not null);
        create view names as select id, name from people;

        """,
        "down/00_a_down.sql": "drop view names;\ndrop table people;\n",
        "sql/01_b.sql": """
        drop view names;
        alter table people alter name type varchar(80), add email text;
        create index people_email_idx on people (email);
        create view names as select id, name, email from people;

        """,
        "down/01_b_down.sql": "select 1;\n",
    ]

    @Test func theSQLTakesTheDatabaseToTheMigrations() async throws {
        let shell = try Shell(Self.files, database: .current)
        #expect(try await shell.tidemark("up", "1").code == 0)
        let ended = try await shell.tidemark(
            "diff", "live", "migrations:sql", "--sql", "--owner", "postgres")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("-- Proven: on PostgreSQL"), ended.said)
        #expect(ended.out.contains("-- hazard rewrite: "), ended.said)
        let view = ended.out.firstRange(of: "DROP VIEW public.names;")?.lowerBound
        let column = ended.out.firstRange(of: "TYPE character varying(80)")?.lowerBound
        #expect(try #require(view) < (try #require(column)), ended.said)
        try shell.write("plan.sql", ended.out)
        let psql = try await shell.bash(
            "psql -qX1 -v ON_ERROR_STOP=1 \"$DATABASE_URL\" -f plan.sql")
        #expect(psql.code == 0, psql.said)
        let again = try await shell.tidemark("diff", "live", "migrations:sql", "--exit-code")
        #expect(again.code == 0, again.said)
        #expect(again.out.contains("no difference between"), again.said)
    }

    @Test func fromAnEmptyDatabase() async throws {
        let shell = try Shell(Self.files, database: .current)
        let ended = try await shell.tidemark("diff", "live", "migrations:sql", "--sql")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("-- Proven: on PostgreSQL"), ended.said)
        #expect(ended.out.contains("CREATE TABLE public.people"), ended.said)
    }

    @Test func whatDiffersIsShownAndCounted() async throws {
        let shell = try Shell(Self.files, database: .current)
        let ended = try await shell.tidemark(
            "diff", "migrations:sql@00", "migrations:sql", "--exit-code", "--format", "json")
        #expect(ended.code == 2, ended.said)
        let value = try ended.json()
        #expect(value["from"]?.string == "migrations:sql@00")
        let paths = (value["differences"]?.array ?? []).map {
            "\($0["object"]?.string ?? "") \($0["part"]?.string ?? "") \($0["property"]?.string ?? "")"
        }
        #expect(paths.contains("public.people name type"), ended.said)
        #expect(value["statements"] == nil)
    }

    @Test func aRevisionOfGitIsASchema() async throws {
        let shell = try Shell(Self.files, database: .current)
        let made = try await shell.bash(
            """
            set -e
            git init -q; git config user.email a@example.org; git config user.name a
            tidemark snapshot --from migrations
            git add -A; git commit -qm one
            printf 'create table later ();' > sql/02_c.sql
            tidemark snapshot --from migrations
            """)
        #expect(made.code == 0, made.said)
        let ended = try await shell.tidemark("diff", "git:HEAD", "snapshots/schema", "--sql")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("CREATE TABLE public.later ();"), ended.said)
        let wrong = try await shell.tidemark("diff", "git:nowhere", "snapshots/schema")
        #expect(wrong.code == 2, wrong.said)
        #expect(wrong.err.contains("git has no snapshots/schema at nowhere"), wrong.said)
    }

    @Test func whatNoPlanIsMadeForIsNamedAndNothingIsPrinted() async throws {
        let shell = try Shell(database: .current)
        try shell.write(
            "to/00_a.sql", "create type pair as range (subtype = int);\ncreate table t (p pair);\n")
        try shell.write(
            "sql/00_a.sql",
            "create type pair as range (subtype = bigint);\ncreate table t (p pair);\n")
        let refused = try await shell.tidemark("diff", "migrations:sql", "migrations:to", "--sql")
        #expect(refused.code == 2, refused.said)
        #expect(refused.out.isEmpty, refused.said)
        #expect(refused.err.contains("table public.t › column p"), refused.said)
    }

    /// A sequence of its own and that of an identity column have the same name.
    @Test func serialAndIdentityColumnsBecomeEachOther() async throws {
        let shell = try Shell()
        try shell.write(
            "a/00_a.sql",
            "create table t (c1 int not null, c2 serial, c3 int generated always as identity);\n")
        try shell.write(
            "b/00_a.sql",
            """
            create table t (c1 serial, c2 int generated always as identity, c3 int generated by default as identity);

            """)
        for (from, to) in [("a", "b"), ("b", "a")] {
            let ended = try await shell.tidemark(
                "diff", "migrations:\(from)", "migrations:\(to)", "--sql")
            #expect(ended.code == 0, ended.said)
            #expect(ended.out.contains("-- Proven: "), ended.said)
        }
    }

    @Test func anExtensionWithoutAWayToItsVersionIsNamed() async throws {
        let versions = try await TestDatabase.current.query(
            "select version from pg_available_extension_versions where name = 'pg_trgm' order by 1")
        // The wheels of other versions come without the extensions of contrib.
        guard let old = versions.first?[0], let new = versions.last?[0], old != new else { return }
        let shell = try Shell()
        try shell.write("a/00_a.sql", "create extension pg_trgm version '\(new)';\n")
        try shell.write("b/00_a.sql", "create extension pg_trgm version '\(old)';\n")
        let ended = try await shell.tidemark("diff", "migrations:a", "migrations:b", "--sql")
        #expect(ended.code == 2, ended.said)
        #expect(ended.out.isEmpty, ended.said)
        #expect(
            ended.err.contains("extension pg_trgm: its version, as the server says"), ended.said)
    }

    @Test func aDeadServerIs69() async throws {
        let ended = try await Shell(Self.files).tidemark(
            "diff", "host=127.0.0.1 port=1", "migrations:sql")
        #expect(ended.code == 69, ended.said)
    }

    /// What goes wrong where roles become one or are left out, each proven.
    @Test(arguments: [
        (
            "create role app; create role dev; grant dev to app; create table t ();",
            "create role app; create role dev; grant dev to app; create table t (); grant select on t to dev, app;",
            "--map-role dev=app", ["GRANT SELECT ON TABLE public.t TO app"], ["GRANT app"]
        ),
        (
            "create role app; create table t (); grant select on t to app",
            "create role app; create role dev; create table t (); grant select on t to app; create table u (); alter table u owner to dev",
            "--map-role dev=postgres --owner app", ["public.u OWNER TO postgres"], []
        ),
        (
            "create table t ()",
            "create role ghost; create role dev; create table t (); alter default privileges grant select on tables to ghost",
            "--missing-roles ignore", ["Nothing to do"], []
        ),
        (
            "create table t ()",
            "create role ghost; create table t (); create table s (id int generated always as identity); alter table s owner to ghost; grant usage on sequence s_id_seq to ghost",
            "--missing-roles ignore", ["CREATE TABLE public.s"], ["REVOKE", "OWNER"]
        ),
        (
            "create role app; create table t (); grant select on t to app",
            "create role app; create role dev; create table t (id int); grant all on t to dev; grant select on t to app with grant option",
            "--map-role dev=app", ["GRANT SELECT ON TABLE public.t TO app WITH GRANT OPTION"], []
        ),
        (
            "create role app nologin; create role own; create table t (); alter table t owner to own; grant select on t to app",
            "create role dev login createdb; create role ghost; create table t (id int); alter table t owner to ghost; grant select on t to dev",
            "--map-role dev=app --missing-roles ignore", ["ADD COLUMN id"],
            ["ALTER ROLE", "OWNER", "GRANT"]
        ),
    ])
    func rolesThatBecomeOneOrGo(
        _ from: String, _ to: String, _ flags: String, _ said: [String], _ unsaid: [String]
    ) async throws {
        let shell = try Shell(
            ["from/1_a.sql": "\(from);\n", "to/1_a.sql": "\(to);\n"], database: nil)
        let ended = try await shell.bash(
            "tidemark diff migrations:from migrations:to --sql \(flags)")
        #expect(ended.code == 0, ended.said)
        for line in said { #expect(ended.out.contains(line), ended.said) }
        for line in unsaid { #expect(!ended.out.contains("\n\(line)"), ended.said) }
    }

    @Test func rolesOfTheTargetAreExpectedMappedIgnoredOrRequired() async throws {
        let shell = try Shell(
            [
                "from/1_a.sql": """
                create role web; create table t (id int);
                grant select on t to web;

                """,
                "to/1_a.sql": """
                create role anon; create role "Old Owner"; create table t (id int);
                grant select on t to anon; alter table t enable row level security;
                create policy p on t to anon using (id > 0);
                create policy q on t using (current_user = 'anon');
                create table u (id int); alter table u owner to "Old Owner";

                """,
            ], database: nil)
        func diff(_ flags: String) async throws -> Ended {
            try await shell.bash("tidemark diff migrations:from migrations:to --sql \(flags)")
        }
        let expected = try await diff("")
        #expect(expected.code == 0, expected.said)
        let sentence = "-- Role anon is missing there, and is expected to be made first."
        #expect(expected.out.contains(sentence), expected.said)
        #expect(expected.out.contains("TO anon"), expected.said)
        let mapped = try await diff("--map-role anon=web --map-role '\"Old Owner\"=web'")
        #expect(mapped.code == 0, mapped.said)
        #expect(mapped.out.contains("-- Proven: "), mapped.said)
        #expect(mapped.out.contains("-- Role anon is called web there."), mapped.said)
        #expect(mapped.out.contains("CREATE POLICY p ON public.t TO web"), mapped.said)
        #expect(mapped.out.contains("ALTER TABLE public.u OWNER TO web"), mapped.said)
        #expect(!mapped.out.contains("GRANT SELECT"), mapped.said)
        let stays =
            "-- Role anon is named in an expression or a body, which stays as it is: policy q of table public.t."
        #expect(mapped.out.contains(stays), mapped.said)
        #expect(mapped.out.contains("CURRENT_USER = 'anon'"), mapped.said)
        let ignored = try await diff("--missing-roles ignore")
        #expect(ignored.code == 0, ignored.said)
        #expect(ignored.out.contains("-- Proven: "), ignored.said)
        #expect(!ignored.out.contains("CREATE POLICY p"), ignored.said)
        #expect(ignored.out.contains(stays), ignored.said)
        #expect(!ignored.out.contains("OWNER TO"), ignored.said)
        #expect(
            ignored.out.contains(
                "-- Role anon is missing there: left out privileges on table public.t, policy p of table public.t."
            ), ignored.said)
        let required = try await diff("--missing-roles require")
        #expect(required.code == 2, required.said)
        #expect(required.err.contains("has no role anon, which migrations:to names"), required.said)
        let none = try await diff("--map-role nobody=web")
        #expect(none.code == 64, none.said)
        try shell.write(
            "tidemark.yml", "missing-roles: require\nmap-roles: [anon=web, other=web]\n")
        let configured = try await diff("--map-role '\"Old Owner\"=web' --format json")
        #expect(configured.code == 0, configured.said)
        let roles = try configured.json()["roles"]?.array ?? []
        #expect(roles.map { $0["treatment"]?.string } == ["mapped", "mapped"], configured.said)
        #expect(roles.map { $0["name"]?.string } == ["web", "web"], configured.said)
        #expect(
            roles.map { $0["leftAsIs"] } == [[], ["policy q of table public.t"]], configured.said)
    }

    @Test(arguments: [
        (
            "create table t (id int primary key, a int, n varchar(9), gone text)",
            "create table t (id bigint primary key, a int, n text)",
            [] as [String],
            [
                "-- Proven with 7 rows in 1 table: but for these.",
                "-- Gone: 6 of 6 values of public.t.gone are gone.",
            ]
        ),
        (
            "create type s as enum ('a', 'b', 'c'); create table t (id int primary key, s s not null)",
            "create type s as enum ('b', 'a'); create table t (id int primary key, s s not null)",
            [], ["-- Not with these rows (7 rows in 1 table): statement "]
        ),
        (
            "create table t (id int primary key); create table u (t int references t)",
            "create table t (id int primary key, n int not null); create table u (t int references t)",
            [], ["-- Not with these rows (7 rows in each of 2 tables): statement "]
        ),
        (
            "create table old (id int primary key, a text); create view v as select a from old",
            "create table new (id int primary key, b text); create view v as select b as a from new",
            ["--rename", "public.old=public.new", "--rename", "public.old.a=public.new.b"],
            ["-- Proven with 7 rows in 1 table: all are there afterwards."]
        ),
        (
            "create table p (id int, n int) partition by range (id); create table p1 partition of p for values from (0) to (50)",
            "create table p (id int, n bigint) partition by range (id); create table p1 partition of p for values from (0) to (50); create index on p (n)",
            ["--online"], ["-- Proven with 7 rows in 1 table: all are there afterwards."]
        ),
    ])
    func madeUpRowsSurviveOrItIsSaid(
        _ from: String, _ to: String, _ flags: [String], _ said: [String]
    ) async throws {
        let shell = try Shell(
            ["from/1_a.sql": "\(from);\n", "to/1_a.sql": "\(to);\n"], database: nil)
        let ended = try await shell.bash(
            "tidemark diff migrations:from migrations:to --sql --with-data 7 "
                + flags.joined(separator: " "))
        #expect(ended.code == 0, ended.said)
        for line in said { #expect(ended.out.contains(line), ended.said) }
    }

    @Test func rowsSurviveANewOrderOfAnEnumeration() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql":
                    "create type mood as enum ('a', 'b', 'c');\n"
                    + "create table t (id int, m mood default 'a', ms mood[]);\n"
                    + "create view v as select id, m from t where m <> 'b';\n",
                "to/00_a.sql":
                    "create type mood as enum ('c', 'a');\n"
                    + "create table t (id int, m mood default 'a', ms mood[]);\n"
                    + "create view v as select id, m from t where m <> 'c';\n",
            ], database: .current)
        #expect(try await shell.tidemark("up").code == 0)
        try await TestDatabase.current.execute("insert into t values (1, 'c', '{a,c}')")
        let ended = try await shell.tidemark(
            "diff", "live", "migrations:to", "--sql", "--owner", "postgres")
        #expect(ended.code == 0, ended.said)
        try shell.write("plan.sql", ended.out)
        let psql = try await shell.bash(
            "psql -qX1 -v ON_ERROR_STOP=1 \"$DATABASE_URL\" -f plan.sql")
        #expect(psql.code == 0, psql.said)
        #expect(try await TestDatabase.current.query("select m, ms from t") == [["c", "{a,c}"]])
    }
}
