import JSONText
import Testing
import TidemarkTesting

/// `verify`: the scripts of a Sqitch project, and the snapshot where there is one.
@Suite(.database) struct VerifyTests {
    static let files = [
        "db/sqitch.plan": """
        %syntax-version=1.0.0
        %project=shop

        schema 2024-01-01T00:00:00Z Ann Example <ann@example.org>
        orders [schema] 2024-01-01T00:00:00Z Ann Example <ann@example.org>
        later 2024-01-02T00:00:00Z Ann Example <ann@example.org>

        """,
        "db/deploy/schema.sql": "begin;\ncreate schema shop;\ncommit;\n",
        "db/verify/schema.sql": "begin;\nselect 'shop'::regnamespace;\nrollback;\n",
        "db/deploy/orders.sql": "begin;\ncreate table shop.orders (id int, note text);\ncommit;\n",
        "db/verify/orders.sql": """
        -- Verify orders
        begin;
        insert into shop.orders values (1, 'to be taken back');
        select id, note
          from shop.orders where false;
        commit;

        """,
        "db/deploy/later.sql": "create table shop.later ();\n",
        "db/verify/later.sql": "select from shop.later;\n",
    ]

    @Test func scriptsOfWhatIsAppliedPassAndLeaveNothing() async throws {
        let shell = try Shell(Self.files, database: .current)
        #expect(try await shell.tidemark("up", "2", "--dir", "db").code == 0)
        let ended = try await shell.tidemark("verify", "--dir", "db")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out == "2 verify scripts passed\nno snapshot to compare with\n", ended.said)
        #expect(try await TestDatabase.current.query("select from shop.orders").isEmpty)
    }

    @Test func aScriptThatSaysNoIsNamedWithItsPlace() async throws {
        let shell = try Shell(Self.files, database: .current)
        #expect(try await shell.tidemark("up", "2", "--dir", "db").code == 0)
        try await TestDatabase.current.execute("alter table shop.orders rename note to remark")
        let ended = try await shell.tidemark("verify", "--dir", "db", "--format", "json")
        #expect(ended.code == 2, ended.said)
        let value = try ended.json()
        #expect(value["clean"]?.bool == false)
        let finding = value["findings"]?[0]
        #expect(finding?["rule"]?.string == "verify-failed", ended.said)
        #expect(finding?["file"]?.string == "db/verify/orders.sql", ended.said)
        #expect(finding?["line"]?.integer == 4, ended.said)
        #expect(finding?["column"]?.integer == 12, ended.said)
        #expect(value["verified"]?[0]?["version"]?.string == "schema", ended.said)
    }

    @Test func aSnapshotIsComparedToo() async throws {
        let shell = try Shell(Self.files, database: .current)
        #expect(try await shell.tidemark("up", "--dir", "db").code == 0)
        #expect(try await shell.tidemark("snapshot", "--dir", "db").code == 0)
        #expect(try await shell.tidemark("verify", "--dir", "db").code == 0)
        try await TestDatabase.current.execute("alter table shop.later add stray int")
        let ended = try await shell.tidemark("verify", "--dir", "db")
        #expect(ended.code == 2, ended.said)
        #expect(ended.out.contains("3 verify scripts passed"), ended.said)
        #expect(ended.out.contains("stray"), ended.said)
    }

    @Test func checkRunsThemToo() async throws {
        let shell = try Shell(Self.files, database: .current)
        #expect(try await shell.tidemark("up", "--dir", "db").code == 0)
        #expect(try await shell.tidemark("check", "--dir", "db").code == 0)
        try await TestDatabase.current.execute("drop table shop.later")
        let ended = try await shell.tidemark("check", "--dir", "db", "--format", "json")
        #expect(ended.code == 2, ended.said)
        let sections = try ended.json()["sections"]?.array ?? []
        let verify = sections.first { $0["name"]?.string == "verify" }
        #expect(verify?["state"]?.string == "failed", ended.said)
    }

    @Test func withoutScriptsAndWithoutSnapshotThereIsNothingToGoBy() async throws {
        let shell = try Shell(twoMigrations, database: .current)
        let ended = try await shell.tidemark("verify")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("tidemark snapshot"), ended.said)
    }
}
