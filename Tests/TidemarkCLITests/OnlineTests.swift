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

    @Test func whatIsReplacedAttachedAndDetachedIsProven() async throws {
        let shell = try Shell([
            "sql/00_before.sql": """
            create schema app;
            create table app.logs (id int, at date not null) partition by range (at);
            create table app.logs_rest partition of app.logs default;
            create table app.logs_1 (id int, at date not null);
            create table app.parts (id int) partition by list (id);
            create table app.parts_1 partition of app.parts for values in (1);
            create table app.parts_2 partition of app.parts for values in (2);
            create table app.users (id int primary key, org int, mail text);
            create index users_org on app.users (org);

            """,
            "sql/01_after.sql": """
            alter table app.logs attach partition app.logs_1 for values from ('1990-01-01') to ('1991-01-01');
            alter table app.parts detach partition app.parts_1;
            drop table app.parts_2;
            alter table app.users drop constraint users_pkey;
            alter table app.users add primary key (id) include (mail);
            alter table app.users alter org set not null, alter mail set not null;
            drop index app.users_org; create index users_org on app.users (org, mail);

            """,
        ])
        let ended = try await shell.bash("\(Self.line) --online")
        #expect(ended.code == 0, ended.said)
        for text in [
            "-- Proven: on PostgreSQL", "VALIDATE CONSTRAINT tidemark_partition;\nCOMMIT;",
            """
            -- hazard not-transactional: where it is interrupted, the partition is about to be detached until: \
            ALTER TABLE app.parts DETACH PARTITION app.parts_1 FINALIZE
            """,
            "DETACH PARTITION app.parts_1 CONCURRENTLY;\nRESET lock_timeout;",
            "DROP CONSTRAINT IF EXISTS parts_1_id_check;",
            "DETACH PARTITION app.parts_2 CONCURRENTLY;\nRESET lock_timeout;",
            """
            BEGIN;
            SET LOCAL lock_timeout = '5s';
            -- lock AccessExclusiveLock on app.users: reads and writes wait
            DROP INDEX app.users_org;
            ALTER INDEX app.users_org__new RENAME TO users_org;
            COMMIT;

            """,
            "PRIMARY KEY USING INDEX users_pkey__new;\nCOMMIT;",
            "CHECK (mail IS NOT NULL AND org IS NOT NULL) NOT VALID;",
        ] {
            #expect(ended.out.contains(text), "\(text)\n\(ended.said)")
        }
    }
}
