import Configuration
import Findings
import Migrations
import PostgresSession
import Proving
import SQLText
import Synchronization
import Testing
import Tidemark
import TidemarkTesting

@Suite(.database)
struct PlanTests {
    @Test func changesNothing() async throws {
        let project = try Project(["sql/01_a.sql": "create table a ();"])
        let plan = try await project.plan()
        #expect(plan.steps.map(\.id.description) == ["01_a"])
        #expect(try await project.column("select to_regnamespace('tidemark')") == [nil])
    }

    @Test func executeShowsLocksAndRowsAndLeavesNothing() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int); insert into a select generate_series(1, 5);",
            "sql/02_b.sql": """
            update a set n = n + 1;
            set lock_timeout = '3s';
            alter table a add column m int;
            create index concurrently i on a (n);
            begin; delete from a where n > 4; commit;
            """,
        ])
        try await project.up { $0.target = .count(1) }
        let before = try await project.column("select array_agg(n) from a")
        let plan = try await project.plan(execute: true)
        let rehearsal = try #require(plan.rehearsal)
        #expect(plan.failure == nil)
        #expect(
            rehearsal.statements.map { $0.commandTag ?? "-" }
                == ["UPDATE 5", "SET", "ALTER TABLE", "-", "BEGIN", "DELETE 2", "COMMIT"])
        #expect(rehearsal.statements[3].reason != nil)
        #expect(!rehearsal.isComplete)
        #expect(
            rehearsal.statements[0].facts?.lock(on: "public.a") == .rowExclusive)
        #expect(
            rehearsal.statements[2].facts?.lock(on: "public.a") == .accessExclusive)
        #expect(rehearsal.rowsAtStake.map(\.rows) == [2])
        #expect(try await project.column("select array_agg(n) from a") == before)
        #expect(
            try await project.column(
                "select count(*) from pg_attribute where attrelid = 'a'::regclass and attnum > 0")
                == ["1"])
        #expect(try await project.events() == ["apply"])
    }

    @Test func executeOnADatabaseWithoutHistoryLeavesNone() async throws {
        let project = try Project(["sql/01_a.sql": "create table a ();\nselect 1/0;"])
        let plan = try await project.plan(execute: true)
        #expect(plan.failure?.server?.sqlState == "22012")
        #expect(plan.failure?.databaseState == "everything was rolled back")
        #expect(try await project.column("select to_regnamespace('tidemark')") == [nil])
        #expect(try await project.tables().isEmpty)
    }

    @Test func executeKeepsTheSavepointsOfTheScript() async throws {
        let project = try Project([
            "sql/01_a.sql": """
            create table a (n int);
            savepoint s; insert into a values (1); rollback to s; release s;
            begin; savepoint t; insert into a values (2); rollback to savepoint t; commit;
            """
        ])
        let plan = try await project.plan(execute: true)
        #expect(plan.failure?.findings.map(\.message) == nil)
        #expect(plan.rehearsal?.isComplete == true)
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select count(*) from a") == ["0"])
    }

    @Test func executeSaysWhatOneTransactionCannotShow() async throws {
        let project = try Project([
            "sql/01_e.sql": "create type e as enum ('a'); create table t (e e);",
            "sql/02_v.sql": "alter type e add value 'b';",
            "sql/03_u.sql": "insert into t values ('b');",
        ])
        try await project.up { $0.target = .count(1) }
        let plan = try await project.plan(execute: true)
        #expect(plan.failure == nil)
        #expect(plan.rehearsal?.isComplete == false)
        #expect(
            plan.rehearsal?.statements.last?.reason?.contains("unsafe use of new value") == true)
    }

    @Test func theScriptDoesWhatUpDoes() async throws {
        let files = [
            "sql/01_a.sql": """
            create table a (id int primary key, t text); -- with a comment
            insert into a values (1, E'it''s; \\\\ $$');
            set standard_conforming_strings = off;
            insert into a values (2, 'back\\\\slash');
            """,
            "down/01_a_down.sql": "drop table a; -- it's $1 \\ gone",
            "sql/02_b.sql": """
            select pg_catalog.set_config('search_path', '', false);
            create index concurrently i on public.a (t);
            begin; create table public.b (n int); savepoint s; commit;
            copy public.b from stdin;
            1
            \\.
            create function public.f() returns int language sql begin atomic select 1; end
            -- the end
            """,
            "sql/03_c.sql": "", "sql/04_d.sql": "create table d ()-- last",
        ]
        let project = try Project(files)
        let script = try await project.with { operation, folder in
            try await operation.renderScript(
                try await operation.plan(
                    folder, .up, to: .all, allowOutOfOrder: false, execute: false))
        }
        try project.write(["plan.sql": script])
        let psql = try await runProgram(
            project.database.binaries.path(of: "psql"),
            [
                "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", project.path("plan.sql"),
                project.database.conninfo,
            ])
        #expect(psql.exitCode == 0, "\(psql.complaint)")
        let byScript = try await present(project)
        let dump = try await schema(project)
        #expect(try await project.up().outcomes.isEmpty)
        #expect(try await project.states().values.allSatisfy { $0 == .applied })

        _ = try await project.database.execute(
            "drop table a, b, d; drop function f(); drop schema tidemark cascade")
        #expect(try await project.up().failure == nil)
        #expect(try await present(project) == byScript)
        #expect(try await schema(project) == dump)
    }

    @Test func theScriptStopsWhereAnotherRunIsUnderWay() async throws {
        let project = try Project(["sql/01_a.sql": "create table a ();"])
        let script = try await project.with { operation, folder in
            try await operation.renderScript(
                try await operation.plan(
                    folder, .up, to: .all, allowOutOfOrder: false, execute: false))
        }
        try project.write(["plan.sql": script])
        let holder = try await project.database.connect()
        try await holder.execute("select pg_advisory_lock(1953064037, 1835102827)")
        let psql = try await runProgram(
            project.database.binaries.path(of: "psql"),
            ["-X", "-q", "-f", project.path("plan.sql"), project.database.conninfo])
        #expect(psql.exitCode == 3)
        #expect(psql.complaint.contains("another run of Tidemark holds the lock"))
        #expect(try await project.tables().isEmpty)
        await holder.close()
    }

    private func present(_ project: Project) async throws -> [String] {
        try await project.database.query(
            """
            select version, name, state, checksum, token_checksum, statements_done, statements_total, \
            has_down, (select concat(up_text, '|', down_text) from tidemark.event \
            where id = settled_event) from tidemark.migration order by 1
            """
        ).map { $0.map { $0 ?? "-" }.joined(separator: " ") }
    }

    private func schema(_ project: Project) async throws -> String {
        try await project.database.dumpSchema()
    }

    @Test func whatUpWouldRefuseThePlanRefuses() async throws {
        let project = try Project(["sql/01_a.sql": "create table a ();"])
        _ = try await project.database.execute("create table somebodys ()")
        let plan = try await project.plan()
        #expect(plan.refusals.map(\.rule) == ["existing-objects"])
        #expect(plan.refusals.first?.message.contains("has an object") == true)
        let allowed = try await project.with { operation, folder in
            try await operation.plan(
                folder, .up, to: .all, allowOutOfOrder: false, allowExisting: true, execute: false)
        }
        #expect(allowed.refusals.isEmpty)
        #expect(allowed.steps.map(\.id.description) == ["01_a"])
    }

    @Test func theScriptRunsOnceOnly() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int);", "sql/02_b.sql": "insert into a values (1);",
        ])
        let script = try await script(project)
        #expect(try await psql(script, project).exitCode == 0)
        let again = try await psql(script, project)
        #expect(again.exitCode == 3)
        #expect(again.complaint.contains("history has changed since this script was written"))
        try project.write(["sql/03_c.sql": "insert into a values (2);"])
        let next = try await self.script(project)
        #expect(try await psql(next, project).exitCode == 0)
        #expect(try await psql(next, project).exitCode == 3)
        #expect(try await project.column("select n from a order by n") == ["1", "2"])
    }

    @Test func aScriptThatCannotHoldTheDataIsRefused() async throws {
        let project = try Project()
        try project.directory.write(
            "sql/01_a.sql",
            bytes: Array("create table a (t text);\ncopy a from stdin (encoding 'latin1');\n".utf8)
                + [0xE9, 0x0A] + Array("\\.\n".utf8))
        await #expect {
            _ = try await script(project)
        } throws: { error in
            let finding = (error as? ScriptFailure)?.findings.first
            return finding?.rule == "copy-not-utf8" && finding?.location?.line == 3
        }
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select t from a") == ["é"])
    }

    @Test func executeNamesWhatADownDrops() async throws {
        let project = try Project(DownTests.three)
        try await project.up()
        let plan = try await project.plan(.down, to: .count(2), execute: true)
        #expect(
            plan.rehearsal?.statements.map { $0.facts?.locks.map(\.relation) ?? [] }
                == [["public.c"], ["public.b"]])
    }

    @Test func anotherSearchPathTakesNoLocks() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int);\nset search_path = pg_temp;\nselect 1;"
        ])
        let plan = try await project.plan(execute: true)
        #expect(plan.rehearsal?.statements.map { $0.facts?.locks.count } == [1, nil, 0])
    }

    private func script(_ project: Project) async throws -> String {
        try await project.with { operation, folder in
            try await operation.renderScript(
                try await operation.plan(
                    folder, .up, to: .all, allowOutOfOrder: false, execute: false))
        }
    }

    private func psql(_ script: String, _ project: Project) async throws -> ProgramOutput {
        try project.write(["plan.sql": script])
        return try await runProgram(
            project.database.binaries.path(of: "psql"),
            ["-X", "-q", "-f", project.path("plan.sql"), project.database.conninfo])
    }
}
