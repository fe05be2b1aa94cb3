import Configuration
import Findings
import Migrations
import PostgresSession
import Proving
import Testing
import Tidemark
import TidemarkTesting

/// Transactions that a file makes read-only take no line of history: it stands in one of its own.
@Suite(.database)
struct ReadOnlyTests {
    static let scripts = [
        "begin read only; select count(*) from t; commit;",
        "begin isolation level serializable read only deferrable; select count(*) from t; commit;",
        "start transaction read only, isolation level repeatable read;\nselect 1;\nend;",
        "begin; set transaction read only; select 1; commit; insert into t values (1);",
        "begin; select set_config('transaction_read_only', 'on', true); commit;",
        "begin; do $$ begin set local transaction_read_only = on; end $$; commit;",
        "set transaction read only;\nselect count(*) from t;",
        "-- tidemark: transaction none\nset session characteristics as transaction read only;\n"
            + "select 1;",
        """
        set session characteristics as transaction read only;
        begin; select 1; commit;
        select 2;
        begin read write; insert into t values (1); commit;
        begin; select 3; commit;
        """,
        // Both words, and none of that meaning.
        "alter table only t add already int; begin; insert into t (n) values (1); commit;",
    ]

    private func project(_ script: String) throws -> Project {
        try Project([
            "sql/01_t.sql": "create table t (n int);", "sql/02_r.sql": script,
            "sql/03_w.sql": "create table w (n int);",
        ])
    }

    @Test(arguments: scripts) func upRecordsIt(_ script: String) async throws {
        let project = try project(script)
        let result = try await project.up()
        #expect(result.failure?.findings.map(\.message) == nil)
        #expect(result.outcomes.count == 3)
        #expect(try await project.states().values.allSatisfy { $0 == .applied })
        let rows = script.contains("insert") ? "1" : "0"
        #expect(try await project.column("select count(*) from t") == [rows])
        #expect(try await project.up().outcomes.isEmpty)
    }

    @Test(arguments: scripts) func theScriptForPsqlRecordsIt(_ script: String) async throws {
        let project = try project(script)
        let text = try await project.with { operation, folder in
            try await operation.renderScript(
                try await operation.plan(
                    folder, .up, to: .all, allowOutOfOrder: false, execute: false))
        }
        try project.write(["plan.sql": text])
        let psql = try await runProgram(
            project.database.binaries.path(of: "psql"),
            ["-X", "-q", "-f", project.path("plan.sql"), project.database.conninfo])
        #expect(psql.exitCode == 0, "\(psql.complaint)")
        #expect(try await project.states().values.allSatisfy { $0 == .applied })
        let rows = script.contains("insert") ? "1" : "0"
        #expect(try await project.column("select count(*) from t") == [rows])
    }

    @Test func aWriteInIt() async throws {
        let project = try project(
            "select 1; begin; set transaction read only; insert into t values (1); commit;")
        let result = try await project.up()
        let failure = try #require(result.failure)
        #expect(failure.server?.sqlState == SQLState.readOnlySQLTransaction)
        #expect(failure.findings[0].remedy?.contains("the script itself") == true)
        #expect(try await project.history()["02_r"] == "partial 1/5")
        #expect(
            try await project.column(
                "select error is not null from tidemark.event where kind = 'fail'") == ["t"])
    }

    @Test func aCommitWhoseAnswerIsLostIsRunAgain() async throws {
        let project = try project("begin read only; select count(*) from t; commit;")
        try await project.up { $0.target = .count(1) }
        let proxy = try CuttingProxy(to: project.database.connection)
        proxy.set(.onAnswer("COMMIT"))
        let result = try await project.up([.db: proxy.connection.textWithSecrets])
        #expect(proxy.cuts == 1)
        #expect(result.failure?.code == .connectionLost)
        #expect(ExitStatus(result) == .failed)
        #expect(try await project.up().outcomes.map(\.statements) == [3, 1])
    }
}
