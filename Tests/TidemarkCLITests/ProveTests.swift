import JSONText
import PostgresSession
import Testing
import TidemarkTesting

/// `prove`: whether the DOWN of a migration undoes its UP, tried on a private server.
@Suite(.database) struct ProveTests {
    private static let everyVerdict = [
        "sql/00_a.sql": """
        create table people (id int primary key, name text not null, age int);
        create index people_name_idx on people (name);
        comment on table people is 'Some.';

        """,
        "down/00_a_down.sql": "drop table people;\n",
        "sql/01_b.sql": "alter table people add mail text;\n\ncreate table extra (x int);\n",
        "down/01_b_down.sql": "-- the column\nalter table people\n    drop mail;\n",
        "sql/02_c.sql": "alter table people drop column name;\n",
        "down/02_c_down.sql": "alter table people add column name text not null;\n",
        "sql/03_d.sql": "-- tidemark: irreversible rows were merged\nselect 1;\n",
        "sql/04_e.sql": "create view grown as select id from people where age > 17;\n",
        "sql/05_f.sql": "create view old as select id from people where age > 64;\n",
        "down/05_f_down.sql": "drop view olf;\n",
        "sql/06_g.sql": """
        drop view old; drop view grown;
        alter table people drop column age, drop column id;

        """,
        "down/06_g_down.sql": """
        alter table people add column age int, add column id int primary key;
        create view grown as select id from people where age > 17;
        create view old as select id from people where age > 64;

        """,
        "sql/07_h.sql": "comment on table people is 'All of them.';\n",
        "down/07_h_down.sql": "comment on table people is 'Nobody.';\n",
    ]

    @Test func eachVerdict() async throws {
        let shell = try Shell(Self.everyVerdict, database: nil)
        let ended = try await shell.tidemark("prove", "--format", "json")
        #expect(ended.code == 2, ended.said)
        let value = try ended.json()
        let verdicts = (value["migrations"]?.array ?? []).map {
            "\($0["migration"]?.string ?? "") \($0["verdict"]?.string ?? "")"
        }
        #expect(
            verdicts == [
                "00_a exact", "01_b leaves", "02_c lacks", "03_d irreversible", "04_e no-down",
                "05_f fails", "06_g column-order-only", "07_h changed",
            ], ended.said)
        #expect(value["proven"]?.bool == false)
        let missing = (value["migrations"]?.array ?? []).map { migration in
            (migration["missing"]?.array ?? []).compactMap(\.string)
        }
        #expect(missing[1] == ["DROP TABLE public.extra"])
        #expect(missing[2] == ["CREATE INDEX people_name_idx ON public.people USING btree (name)"])
        #expect(missing[4] == ["DROP VIEW public.grown"])
        #expect(missing[5] == ["DROP VIEW public.old"])
        #expect(missing[7] == ["COMMENT ON TABLE public.people IS 'Some.'"])
        for (number, migration) in (value["migrations"]?.array ?? []).enumerated() {
            let isMissing = !missing[number].isEmpty
            #expect(migration["missingProven"]?.bool == isMissing, "\(number): \(ended.said)")
        }
    }

    @Test func whatIsMissingHasItsPlaceAndItsStatement() async throws {
        let shell = try Shell(Self.everyVerdict, database: nil)
        let ended = try await shell.tidemark("prove", "01", "02")
        #expect(ended.code == 2, ended.said)
        #expect(
            ended.out.contains("down/01_b_down.sql:3: error: 01_b: the DOWN leaves"), ended.said)
        #expect(
            ended.out.contains("leaves table public.extra (made at sql/01_b.sql:3)"), ended.said)
        #expect(ended.out.contains("+ DROP TABLE public.extra;"), ended.said)
        #expect(ended.out.contains("(made at sql/00_a.sql:2)"), ended.said)
        #expect(ended.out.contains("0 of 2 migrations proven"), ended.said)
    }

    @Test func migrationsOfARoleMakeSchemas() async throws {
        let shell = try Shell(
            [
                "tidemark.yml": "role: prove_app\n",
                "sql/00_a.sql": "create schema app; create table app.a (id int);\n",
                "down/00_a_down.sql": "drop schema app cascade;\n",
                "sql/01_b.sql": "create table b (id int);\n",
                "down/01_b_down.sql": "drop table b;\n",
            ], database: nil)
        let ended = try await shell.tidemark("prove")
        #expect(ended.code == 0, ended.said)
        let other = try await shell.bash(
            "tidemark snapshot --from migrations && tidemark diff migrations:sql snapshots/schema --exit-code && "
                + "! grep -rl CREATE snapshots/schema/database.json")
        #expect(other.code == 0, other.said)
    }

    @Test func rowsShowWhatSchemasDoNot() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql": """
                create table people (id int primary key, name text not null, age int check (age > 17));
                create table never (n int not null check (n * n = 12345679));

                """,
                "down/00_a_down.sql": "drop table people, never;\n",
                "sql/01_b.sql": "alter table people drop column name;\n",
                "down/01_b_down.sql":
                    "-- again\nalter table people add column name text not null;\n",
                "sql/02_c.sql": "alter table people drop column age;\n",
                "down/02_c_down.sql": "alter table people add column age int check (age > 17);\n",
                "sql/03_d.sql": "alter table people add unique (one);\n",
                "sql/04_e.sql": "alter table people add column extra int default 3;\n",
                "down/04_e_down.sql": "alter table people drop column extra;\n",
            ], database: nil)
        try shell.write("sql/03_d.sql", "alter table people add check (id < 3);\n")
        try shell.write(
            "down/03_d_down.sql", "alter table people drop constraint people_id_check;\n")
        let bare = try await shell.tidemark("prove")
        #expect(bare.code == 0, bare.said)
        let ended = try await shell.tidemark("prove", "--with-data", "8", "--format", "json")
        #expect(ended.code == 2, ended.said)
        let migrations = try #require(try ended.json()["migrations"]?.array)
        let verdicts = migrations.map { $0["verdict"]?.string ?? "" }
        #expect(
            verdicts == ["exact", "fails", "exact", "exact", "exact"], ended.said)
        let findings = migrations.map { migration in
            (migration["findings"]?.array ?? []).map { finding in
                "\(finding["rule"]?.string ?? "") \(finding["message"]?.string ?? "")"
            }
        }
        #expect(findings[0] == [])
        #expect(findings[1].first?.contains("with rows in its tables") == true, ended.said)
        #expect(findings[1].first?.contains("contains null values") == true, ended.said)
        #expect(migrations[1]["findings"]?[0]?["file"]?.string == "down/01_b_down.sql")
        #expect(migrations[1]["findings"]?[0]?["line"]?.integer == 2)
        #expect(
            findings[2] == ["rollback-loses-rows 02_c: UP and DOWN lose what was in the tables"])
        #expect(migrations[2]["findings"]?[0]?["file"]?.string == "sql/02_c.sql")
        #expect(migrations[2]["findings"]?[0]?["column"]?.integer == 32)
        #expect(
            migrations[2]["rows"]?["losses"]?[0] == "7 of 7 values of public.people.age are gone")
        #expect(findings[3].first?.hasPrefix("rows-refused 03_d: ") == true, ended.said)
        #expect(findings[4] == [])
        #expect(migrations[4]["rows"]?["seeded"]?.integer == 8)
        #expect(migrations[4]["rows"]?["unfilled"]?[0]?["table"] == "public.never")
    }

    @Test func whatStatementsDoIsShown() async throws {
        try await TestDatabase.current.execute(
            """
            create table orders (id int primary key, amount int);
            insert into orders select g, g from generate_series(1, 2000) g;
            analyze orders;
            """)
        let shell = try Shell(
            [
                "sql/01_a.sql": """
                comment on column orders.id is 'Counted.';
                alter table orders alter amount type bigint;

                """,
                "down/01_a_down.sql": """
                alter table orders alter amount type int;
                comment on column orders.id is null;

                """,
            ], database: .current)
        let other = try await TestDatabase.current.connect()
        try await other.execute("begin; select from orders limit 1")
        let ended = try await shell.tidemark("prove", "--report-dir", "reports")
        #expect(ended.code == 0, ended.said)
        let line = "sql/01_a.sql:2  alter table orders alter amount type bigint"
        #expect(ended.out.contains(line), ended.said)
        #expect(
            ended.out.contains(
                #/AccessExclusiveLock on public\.orders; rewrites public\.orders: [0-9]+ kB, about 2,000 rows; /#
            ), ended.said)
        #expect(ended.out.contains("builds public.orders_pkey on public.orders;"), ended.said)
        #expect(ended.out.contains("down/01_a_down.sql:1  alter table"), ended.said)
        #expect(!ended.out.contains("comment on"), ended.said)
        let holder = "in the way now: process \(other.backendPID) of user"
        #expect(ended.out.contains(holder), ended.said)
        #expect(ended.out.contains("holds AccessShareLock on public.orders"), ended.said)
        for kind in ["md", "html"] {
            let page = try readFile("\(shell.directory.path)/reports/report.\(kind)")
            #expect(page.contains("rewrites public.orders: "), "\(kind)")
            #expect(!page.contains("in the way"), "\(kind)")
        }
        await other.close()
    }

    @Test func aChainMayFailWhereEachStepPasses() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql": "create table a (x int, y text);\n",
                "down/00_a_down.sql": "drop table a;\n",
                "sql/01_b.sql": "create table b (n int);\n",
                "down/01_b_down.sql": "insert into a values (1, 'one');\ndrop table b;\n",
                "sql/02_c.sql": "alter table a drop column x;\n",
                "down/02_c_down.sql": "alter table a add column x int;\n",
            ], database: nil)
        let ended = try await shell.tidemark("prove", "--format", "json")
        #expect(ended.code == 2, ended.said)
        let value = try ended.json()
        let verdicts = (value["migrations"]?.array ?? []).compactMap { $0["verdict"]?.string }
        #expect(verdicts == ["exact", "exact", "column-order-only"], ended.said)
        #expect(value["chain"]?["verdict"]?.string == "fails", ended.said)
        #expect(value["chain"]?["fromZero"]?.bool == true)
        let file = value["chain"]?["findings"]?.array?.first?["file"]?.string
        #expect(file == "down/01_b_down.sql", ended.said)
    }

    @Test func onlyNeighboursAreRevertedTogether() async throws {
        var files: [String: String] = [:]
        for number in 0...4 {
            files["sql/0\(number)_t.sql"] = "create table t\(number) (x int);\n"
            files["down/0\(number)_t_down.sql"] = "drop table t\(number);\n"
        }
        let shell = try Shell(files, database: nil)
        let apart = try await shell.tidemark("prove", "0", "2", "--format", "json")
        #expect(apart.code == 0, apart.said)
        #expect(try apart.json()["chain"]?.isNull == true, apart.said)
        let neighbours = try await shell.tidemark("prove", "1", "2", "--format", "json")
        #expect(neighbours.code == 0, neighbours.said)
        let chain = try neighbours.json()["chain"]
        #expect(chain?["count"]?.integer == 2, neighbours.said)
        #expect(chain?["fromZero"]?.bool == false, neighbours.said)
    }

    @Test func rolesThatAreLeftSpoilNothing() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql":
                    "create role prove_left;\ncreate table a (x int);\ngrant select on a to prove_left;\n",
                "down/00_a_down.sql": "drop table a;\n",
                "sql/01_b.sql": "grant insert on a to prove_left;\n",
                "down/01_b_down.sql": "revoke insert on a from prove_left;\n",
            ], database: nil)
        let ended = try await shell.tidemark("prove", "--format", "json")
        #expect(ended.code == 2, ended.said)
        let all = try ended.json()["migrations"]?.array ?? []
        #expect(
            all.first?["findings"]?.array?.first?["message"]?.string?.contains("already exists")
                == true, ended.said)
        #expect(all.last?["verdict"]?.string == "exact", ended.said)
    }

    @Test func whatCannotRunInATransaction() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql":
                    "create table a (x int);\ncreate index concurrently a_x on a (x);\n",
                "down/00_a_down.sql": "drop index concurrently a_x;\ndrop table a;\n",
            ], database: nil)
        let ended = try await shell.tidemark("prove")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("1 migration proven"), ended.said)
    }

    @Test(arguments: [
        [
            "migrations/000001_a.up.sql": "create table a (x int);\n",
            "migrations/000001_a.down.sql": "drop table a;\n",
        ],
        [
            "migrations/00001_a.sql":
                "-- +goose Up\ncreate table a (x int);\n-- +goose Down\ndrop table a;\n"
        ],
        [
            "migrations/V1__a.sql": "create table a (x int);\n",
            "migrations/U1__a.sql": "drop table a;\n",
        ],
        [
            "migrations/2024-01-01-000000_a/up.sql": "create table a (x int);\n",
            "migrations/2024-01-01-000000_a/down.sql": "drop table a;\n",
        ],
        [
            "migrations/20240101000000_a.sql":
                "-- migrate:up\ncreate table a (x int);\n-- migrate:down\ndrop table a;\n"
        ],
    ])
    func foldersOfOtherTools(files: [String: String]) async throws {
        let shell = try Shell(files, database: nil)
        let ended = try await shell.tidemark("prove", "--dir", "migrations")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("1 migration proven"), ended.said)
        let wrong = files.mapValues { $0.replacing("drop table a", with: "select 1") }
        for (path, text) in wrong { try shell.write(path, text) }
        let left = try await shell.tidemark("prove", "--dir", "migrations")
        #expect(left.code == 2, left.said)
        #expect(left.out.contains("leaves table public.a"), left.said)
    }

    @Test func aDownThatThereIsNotIsWrittenAndProven() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql": "create table a (x int primary key);\n",
                "down/00_a_down.sql": "drop table a;\n",
                "sql/01_b.sql":
                    "alter table a add y int default 1;\ncreate index a_y on a (y);\ncreate function f() returns int language sql as 'select 1';\n",
            ], database: nil)
        let first = try await shell.tidemark("prove", "--write-down")
        #expect(first.code == 2, first.said)
        #expect(first.out.contains("wrote down/01_b_down.sql"), first.said)
        let second = try await shell.tidemark("prove")
        #expect(second.code == 0, second.said)
        #expect(second.out.contains("2 migrations proven, and together"), second.said)
    }

    @Test func whatIsPendingIsProvenOnACopyOfTheLiveSchema() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql": "create table a (x int);\n",
                "down/00_a_down.sql": "drop table a;\n",
                "sql/01_b.sql": "alter table a add y int;\ndrop index if exists by_hand;\n",
                "down/01_b_down.sql": "alter table a drop y;\n",
            ], database: .current)
        #expect(try await shell.tidemark("up", "1").code == 0)
        try await TestDatabase.current.execute("create index by_hand on a (x)")
        let ended = try await shell.tidemark("prove")
        #expect(ended.code == 2, ended.said)
        #expect(ended.out.contains("lacks table public.a › index by_hand"), ended.said)
        #expect(ended.out.contains("from a copy of "), ended.said)
        #expect(!ended.out.contains("00_a"), ended.said)
        let built = try await shell.tidemark("prove", "01", "--from", "migrations")
        #expect(built.code == 0, built.said)
        let index = try await TestDatabase.current.query("select to_regclass('by_hand')")
        #expect(index == [["by_hand"]])
        #expect(try await shell.tidemark("up").code == 0)
        let nothing = try await shell.tidemark("prove")
        #expect(nothing.code == 0, nothing.said)
        #expect(nothing.out.contains("nothing to prove"), nothing.said)
    }

    @Test func theMigrationsOfThisRepository() async throws {
        let shell = try Shell([:], database: nil)
        let ended = try await shell.bash("cd '\(Shell.root)' && tidemark prove --all")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("✓  00_task_bus"), ended.said)
    }

    @Test func checkProvesToo() async throws {
        let shell = try Shell(Self.everyVerdict, database: nil)
        let ended = try await shell.tidemark("check", "--format", "json")
        #expect(ended.code == 2, ended.said)
        let sections = try ended.json()["sections"]?.array ?? []
        let section = sections.first { $0["name"]?.string == "prove" }
        #expect(section?["state"]?.string == "failed", ended.said)
        let skipped = try await shell.tidemark("check", "--skip-prove", "--format", "json")
        #expect(try skipped.json()["sections"]?.array?.count == 4, skipped.said)
    }

    @Test func checkProvesOnlyWhereItMakesSense() async throws {
        func section(_ shell: Shell, _ arguments: String) async throws -> JSONValue? {
            let ended = try await shell.bash("tidemark check --format json \(arguments)")
            return try ended.json()["sections"]?.array?.first { $0["name"]?.string == "prove" }
        }
        let without = try Shell(["sql/00_a.sql": "create table a (x int);\n"], database: nil)
        #expect(try await section(without, "")?["reason"]?.string == "the folder has no DOWN")
        let shell = try Shell(Self.everyVerdict, database: nil)
        let made = try await shell.bash(
            "git init -q && git add -A && git -c user.name=a -c user.email=a@b commit -qm one")
        #expect(made.code == 0, made.said)
        let none = try await section(shell, "--changed-since HEAD")
        #expect(none?["reason"]?.string == "no migration has changed")
        try shell.write("sql/00_a.sql", Self.everyVerdict["sql/00_a.sql"]! + "-- changed\n")
        let one = try await section(shell, "--changed-since HEAD")
        #expect(one?["state"]?.string == "passed")
        #expect(one?["summary"]?.string == "1 migration proven")
    }

    @Test func anUpThatFailsEndsIt() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql": "create table a (x int);\ncreate tabel b (x int);\n",
                "down/00_a_down.sql": "drop table a;\n", "sql/01_b.sql": "select 1;\n",
                "down/01_b_down.sql": "select 1;\n",
            ], database: nil)
        let ended = try await shell.tidemark("prove")
        #expect(ended.code == 2, ended.said)
        #expect(ended.out.contains("sql/00_a.sql:2:8: error: "), ended.said)
        #expect(ended.out.contains("01_b  not-reached"), ended.said)
    }
}
