import JSONText
import SQLText
import Testing
import TidemarkTesting

/// `diff --sql --online`: the same end by statements that let others read and write.
@Suite struct OnlineTests {
    private static let before = """
        create schema app;
        create type app.mood as enum ('low', 'high');
        create table app.users (id int, mail text, "Odd, Name" int, mood app.mood, org int);
        create table app.orgs (id int primary key);
        create table app.logs (id int, at date not null) partition by range (at);
        create table app.logs_1 partition of app.logs for values from ('2020-01-01') to ('2030-01-01');
        create index users_old on app.users (mood);

        """

    private static let changes = """
        drop index app.users_old;
        alter type app.mood add value 'higher';
        alter table app.users add primary key (id, "Odd, Name") include (mail) with (fillfactor = 70);
        alter table app.users alter org set not null;
        alter table app.users add constraint mails unique (mail) deferrable initially deferred;
        alter table app.users add constraint orgs foreign key (org) references app.orgs deferrable;
        alter table app.users add constraint filled check (mail <> '');
        alter table app.users add nick text not null default 'none';
        create index users_mail on app.users (lower(mail)) where org > 1;
        create index logs_at on app.logs (at);

        """

    private static let more = """
        create table app.more (mood app.mood default 'higher', id int primary key);
        create index more_mood on app.more (mood);

        """

    private static let files = [
        "sql/00_before.sql": before, "sql/01_after.sql": changes, "sql/02_more.sql": more,
    ]
    private static let line = "tidemark diff migrations:sql@00 migrations:sql --sql"

    @Test func whatIsThereIsChangedWhileOthersWrite() async throws {
        let shell = try Shell(Self.files)
        let ended = try await shell.bash("\(Self.line) --online")
        #expect(ended.code == 0, ended.said)
        for text in [
            "-- Proven: on PostgreSQL", "DROP INDEX CONCURRENTLY app.users_old;",
            "CREATE UNIQUE INDEX CONCURRENTLY users_pkey ON app.users (id, \"Odd, Name\") INCLUDE (mail)",
            "ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_pkey;",
            "ADD CONSTRAINT mails UNIQUE USING INDEX mails DEFERRABLE INITIALLY DEFERRED;",
            "VALIDATE CONSTRAINT orgs;", "VALIDATE CONSTRAINT filled;",
            "CREATE INDEX CONCURRENTLY users_mail ON app.users",
            "CHECK (\"Odd, Name\" IS NOT NULL AND id IS NOT NULL AND org IS NOT NULL) NOT VALID;",
            "BEGIN;\nSET LOCAL lock_timeout = '5s';\n",
            "SET lock_timeout = 0;\nSET statement_timeout = 0;\n",
            // A table of the plan's own has no readers, and a partitioned one no concurrent form.
            "CREATE INDEX more_mood ON app.more", "CREATE INDEX logs_at ON ",
        ] {
            #expect(ended.out.contains(text), "\(text)\n\(ended.said)")
        }
        #expect(
            ended.out.contains("ADD VALUE 'higher' AFTER 'high';\nCOMMIT;\n"), ended.said)
    }

    @Test func statementsTellTheirLocksAndTransactions() async throws {
        let shell = try Shell(Self.files)
        let plain = try await shell.bash("\(Self.line) --format json").json()
        let online = try await shell.bash("\(Self.line) --online --format json").json()
        func statements(_ value: JSONValue) -> [JSONValue] { value["statements"]?.array ?? [] }
        let locks = { (value: JSONValue) in
            Set(
                statements(value).flatMap { $0["locks"]?.array ?? [] }
                    .map { "\($0["mode"]?.string ?? "") on \($0["relation"]?.string ?? "")" })
        }
        #expect(locks(plain).contains("ShareLock on app.users"))
        #expect(!locks(online).contains("ShareLock on app.users"))
        #expect(statements(plain).allSatisfy { $0["segment"]?.isNull == true })
        let outside = statements(online).filter { $0["inTransaction"] == false }
        #expect(
            outside.allSatisfy { $0["sql"]?.string?.contains(" CONCURRENTLY ") == true },
            "\(outside)")
        #expect(outside.count == 5)
    }

    @Test func aLockThatIsTooStrongIsRefused() async throws {
        let shell = try Shell(Self.files)
        let refused = try await shell.bash("\(Self.line) --allow lock:ShareLock")
        #expect(refused.code == 2, refused.said)
        #expect(
            refused.out.contains("(--allow lock:AccessExclusiveLock)"), refused.said)
        #expect(
            refused.out.contains(
                "-- REFUSED lock AccessExclusiveLock on app.users: reads and writes wait\n"),
            refused.said)
        #expect(refused.out.contains("-- lock ShareLock on app."), refused.said)
        let allowed = try await shell.bash("\(Self.line) --allow lock:AccessExclusiveLock")
        #expect(allowed.code == 0, allowed.said)
        let wrong = try await shell.bash("\(Self.line) --allow lock:Strong")
        #expect(wrong.code == 64, wrong.said)
    }

    @Test func theScriptRunsAsItIsPrinted() async throws {
        let shell = try Shell(Self.files.merging(["tidemark.yml": "dir: sql\n"]) { old, _ in old })
        let ended = try await shell.bash(
            """
            mkdir online && cp sql/00_before.sql online/
            \(Self.line) --online > online/01_online.sql
            tidemark diff migrations:online migrations:sql --exit-code
            """)
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.hasPrefix("no difference"), ended.said)
    }

    private static let replacing = [
        "a/00_a.sql": """
        create table t (id int, a int, b int, c text, constraint t_key unique (a));
        create index t_c on t (c);
        create table logs (id int, at date not null) partition by range (at);
        create table logs_rest partition of logs default;
        create table logs_1 (id int, at date not null);
        create table kinds (id int, kind text) partition by list (kind);
        create table kinds_1 partition of kinds for values in ('it''s', 'b', null);
        insert into t select n, n, n, 'c' from generate_series(1, 10) n;
        insert into logs_1 values (1, '2020-06-01');
        insert into logs values (2, '2021-06-01');
        insert into kinds values (1, 'b'), (2, null);

        """,
        "b/00_a.sql": """
        create table t (id int not null, a int not null, b int not null, c text, constraint t_key unique (a, b));
        create index t_c on t (lower(c));
        create table logs (id int, at date not null) partition by range (at);
        create table logs_rest partition of logs default;
        create table logs_1 (id int, at date not null);
        alter table logs attach partition logs_1 for values from ('2020-01-01') to ('2021-01-01');
        create table kinds (id int, kind text) partition by list (kind);
        create table kinds_1 (id int, kind text);

        """,
    ]

    /// Rows are looked at while others write, once for each table, and the old index serves until the new one does.
    @Test(.database) func partitionsAndIndexesChangePlacesWhileOthersWrite() async throws {
        let shell = try Shell(Self.replacing, database: .current)
        let plan = try await shell.bash("tidemark diff migrations:a migrations:b --sql --online")
        #expect(plan.code == 0, plan.said)
        for text in [
            "-- Proven: on PostgreSQL",
            """
            ALTER TABLE public.logs_1 ADD CONSTRAINT tidemark_partition CHECK (at IS NOT NULL AND at >= '2020-01-01' AND \
            at < '2021-01-01') NOT VALID;
            """,
            """
            ALTER TABLE public.logs_rest ADD CONSTRAINT tidemark_partition CHECK (at IS NULL OR at < '2020-01-01' OR \
            at >= '2021-01-01') NOT VALID;
            """,
            "CHECK (kind IS NULL OR kind IN ('it''s', 'b')) NOT VALID;",
            "ALTER TABLE public.kinds DETACH PARTITION public.kinds_1 CONCURRENTLY;",
            "finish with ALTER TABLE public.kinds DETACH PARTITION public.kinds_1 FINALIZE",
            "CHECK (a IS NOT NULL AND b IS NOT NULL AND id IS NOT NULL) NOT VALID;",
            "DROP INDEX public.t_c;\n", "RENAME TO t_c;\nCOMMIT;\n",
            "DROP CONSTRAINT t_key;\n", "ADD CONSTRAINT t_key UNIQUE USING INDEX tidemark_index_",
        ] {
            #expect(plan.out.contains(text), "\(text)\n\(plan.said)")
        }
        #expect(
            plan.out.ranges(of: "VALIDATE CONSTRAINT tidemark_not_null").count == 1, plan.said)
        try shell.write("plan.sql", "set client_min_messages = debug1;\n\(plan.out)")
        let ran = try await shell.bash(
            "for file in a/00_a.sql plan.sql; do psql -X -v ON_ERROR_STOP=1 -d \"$DATABASE_URL\" -f $file || exit; done"
        )
        #expect(ran.code == 0, ran.said)
        for text in [
            "partition constraint for table \"logs_1\" is implied by existing constraints",
            "partition constraint for default partition \"logs_rest\" is implied by existing constraints",
            "existing constraints on column \"t.b\" are sufficient to prove that it does not contain nulls",
        ] {
            #expect(ran.err.contains(text), "\(text)\n\(ran.said)")
        }
        let left = try await shell.tidemark("diff", "live", "migrations:b", "--exit-code")
        #expect(left.code == 0, left.said)
    }
}
