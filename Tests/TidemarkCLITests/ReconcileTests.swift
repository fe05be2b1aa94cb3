import JSONText
import Testing
import TidemarkTesting

/// `reconcile`: the SQL that removes drift, and the migration that adopts it.
@Suite(.database) struct ReconcileTests {
    private static let byHand = """
        alter table people add nick text; create index people_nick on people (nick);
        create table by_hand (x int); alter table people alter name drop not null;
        create function hand() returns int language plpgsql as 'begin return 1; end';
        comment on table people is 'Changed by hand.';
        """

    private static let native = [
        "sql/00_a.sql": "create table people (id int primary key, name text not null);\n",
        "down/00_a_down.sql": "drop table people;\n",
        "sql/01_b.sql": "create view names as select name from people;\n",
        "down/01_b_down.sql": "drop view names;\n",
    ]

    private func drifted(_ shell: Shell, _ arguments: String = "") async throws {
        let made = try await shell.bash(
            "tidemark up \(arguments) && tidemark snapshot \(arguments)")
        #expect(made.code == 0, made.said)
        try await TestDatabase.current.execute(Self.byHand)
        #expect(try await shell.bash("tidemark drift \(arguments)").code == 2)
    }

    @Test func theSQLRemovesTheDriftWithPsql() async throws {
        let shell = try Shell(Self.native, database: .current)
        try await drifted(shell)
        let ended = try await shell.tidemark("reconcile")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("-- Proven: on PostgreSQL"), ended.said)
        #expect(ended.out.contains("-- hazard data-loss: "), ended.said)
        try shell.write("plan.sql", ended.out)
        let psql = try await shell.bash(
            "psql -qX1 -v ON_ERROR_STOP=1 \"$DATABASE_URL\" -f plan.sql && tidemark drift")
        #expect(psql.code == 0, psql.said)
        let again = try await shell.tidemark("reconcile")
        #expect(again.code == 0, again.said)
        #expect(again.out.contains("Nothing to do"), again.said)
    }

    @Test func whatTheProjectAcceptsStays() async throws {
        let rules = """
            ignore:
              - object: "table public.by_hand"
                reason: a table of the analysts
              - object: "table public.people > column nick"
                reason: an experiment
              - object: "table public.people > comment"
                reason: anybody may

            """
        let shell = try Shell(
            Self.native.merging(["tidemark.yml": rules]) { old, _ in old }, database: .current)
        try await drifted(shell)
        let ended = try await shell.tidemark("reconcile")
        #expect(ended.code == 0, ended.said)
        #expect(!ended.out.contains("by_hand"), ended.said)
        #expect(!ended.out.contains("COMMENT"), ended.said)
        #expect(!ended.out.contains("DROP COLUMN"), ended.said)
        #expect(ended.out.contains("DROP FUNCTION public.hand()"), ended.said)
        try shell.write("plan.sql", ended.out)
        let psql = try await shell.bash(
            "psql -qX1 -v ON_ERROR_STOP=1 \"$DATABASE_URL\" -f plan.sql && tidemark drift")
        #expect(psql.code == 0, psql.said)
        let kept = try await TestDatabase.current.query("select to_regclass('by_hand')")
        #expect(kept == [["by_hand"]])
    }

    @Test(arguments: [
        (native, "sql", "02"),
        (
            [
                "migrations/000001_a.up.sql":
                    "create table people (id int primary key, name text not null);\n",
                "migrations/000001_a.down.sql": "drop table people;\n",
            ], "migrations", "000002"
        ),
        (
            [
                "migrations/00001_a.sql": """
                -- +goose Up
                create table people (id int primary key, name text not null);
                -- +goose Down
                drop table people;

                """
            ], "migrations", "00002"
        ),
        (
            [
                "migrations/V1__a.sql":
                    "create table people (id int primary key, name text not null);\n",
                "migrations/U1__a.sql": "drop table people;\n",
            ], "migrations", "2"
        ),
    ])
    func theDriftBecomesAMigration(
        files: [String: String], dir: String, version: String
    ) async throws {
        let shell = try Shell(files, database: .current)
        try await drifted(shell, "--dir \(dir)")
        let ended = try await shell.tidemark(
            "reconcile", "--as-migration", "by hand", "--dir", dir)
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("repair --mark-applied \(version)"), ended.said)
        let recorded = try await shell.bash(
            "tidemark repair --mark-applied \(version) --dir \(dir) && tidemark status --check --dir \(dir) && tidemark drift --dir \(dir)"
        )
        #expect(recorded.code == 0, recorded.said)
        let proven = try await shell.tidemark(
            "prove", version, "--from", "migrations", "--dir", dir)
        #expect(proven.code == 0, proven.said)
        let check = try await shell.bash("env -u DATABASE_URL tidemark check --dir \(dir)")
        #expect(check.code == 0, check.said)
        // And back, on the database that never ran the UP.
        let down = try await shell.bash(
            "tidemark down --allow data-loss --dir \(dir) && tidemark up --dir \(dir) && tidemark drift --dir \(dir)"
        )
        #expect(down.code == 0, down.said)
    }

    @Test func theMigrationIsInSegmentsWhereOthersAreToGoOn() async throws {
        let shell = try Shell(Self.native, database: .current)
        try await drifted(shell)
        let ended = try await shell.tidemark("reconcile", "--as-migration", "by hand", "--online")
        #expect(ended.code == 0, ended.said)
        let up = try await shell.bash("cat sql/02_by_hand.sql")
        #expect(up.out.contains("CREATE INDEX CONCURRENTLY people_nick"), up.said)
        let back = try await shell.bash("cat down/02_by_hand_down.sql")
        #expect(back.out.contains("CHECK (name IS NOT NULL) NOT VALID;"), back.said)
        let followed = try await shell.bash(
            """
            tidemark repair --mark-applied 02 && tidemark down --allow data-loss && \
            tidemark drift && tidemark up && tidemark drift && tidemark prove 02 --from migrations
            """)
        #expect(followed.code == 0, followed.said)
    }

    @Test func aFileThatIsOneTransactionTakesNoSegments() async throws {
        let files = [
            "migrations/00001_a.sql":
                "-- +goose Up\ncreate table people (name text not null);\n-- +goose Down\ndrop table people;\n"
        ]
        let shell = try Shell(files, database: .current)
        try await drifted(shell, "--dir migrations")
        let ended = try await shell.bash(
            "tidemark reconcile --as-migration hand --online --dir migrations; s=$?; ls migrations; exit $s"
        )
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("[online-layout]"), ended.said)
        #expect(ended.out == "00001_a.sql\n", ended.said)
    }

    @Test func nothingIsWrittenWhereSomethingIsInTheWay() async throws {
        let shell = try Shell(Self.native, database: .current)
        #expect(try await shell.bash("tidemark up && tidemark snapshot").code == 0)
        let clean = try await shell.tidemark("reconcile", "--as-migration", "nothing")
        #expect(clean.code == 0, clean.said)
        try await TestDatabase.current.execute(Self.byHand)
        try shell.write("sql/02_c.sql", "select 1;\n")
        let pending = try await shell.tidemark("reconcile", "--as-migration", "late")
        #expect(pending.code == 2, pending.said)
        #expect(pending.err.contains("02_c"), pending.said)
        let files = try await shell.bash("ls sql down")
        #expect(!files.out.contains("late"), files.said)
        let dead = try await shell.tidemark("reconcile", "--db", "host=127.0.0.1 port=1")
        #expect(dead.code == 69, dead.said)
        let none = try await shell.tidemark("reconcile", "--snapshots", "nowhere")
        #expect(none.code == 64, none.said)
    }

    @Test func atAnotherMarkTheMigrationsSayWhatIsExpected() async throws {
        let shell = try Shell(Self.native, database: .current)
        let made = try await shell.bash("tidemark snapshot --from migrations && tidemark up 1")
        #expect(made.code == 0, made.said)
        try await TestDatabase.current.execute("create table by_hand (x int)")
        let ended = try await shell.tidemark("reconcile", "--format", "json")
        #expect(ended.code == 0, ended.said)
        let statements = try ended.json()["statements"]?.array ?? []
        #expect(
            statements.compactMap { $0["sql"]?.string } == ["DROP TABLE public.by_hand"], ended.said
        )
    }
}
