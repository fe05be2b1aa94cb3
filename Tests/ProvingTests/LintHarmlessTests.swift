import Findings
import Migrations
import PostgresSession
import Proving
import SQLText
import Testing
import TidemarkTesting

/// What a server shows to be for the catalog alone: no rule has anything against it.
@Suite(.database) struct LintHarmlessTests {
    static let setup = """
        create table t (
            id bigint primary key, a varchar(10), b varchar, n numeric(8,2), m timestamp(3), c cidr,
            p varbit(4), ts timestamp, y text, i interval(2));
        create domain label as text;
        create index on t (a)
        """

    static let statements = [
        "alter table t add column k int default 7",
        "alter table t add column k int not null default 7",
        "alter table t add column k boolean default true",
        "alter table t add column k timestamptz default now()",
        "alter table t add column k date default current_date",
        "alter table t add column k jsonb not null default '{}'",
        "alter table t add column k text default lower('A')",
        "alter table t add column k int[] default array[1, 2]",
        "alter table t alter a type varchar(20)",
        "alter table t alter a type varchar",
        "alter table t alter a type text",
        "alter table t alter a type text using a::text",
        "alter table t alter b type text",
        "alter table t alter n type numeric(10,2)",
        "alter table t alter n type numeric",
        "alter table t alter m type timestamp",
        "alter table t alter c type inet",
        "alter table t alter p type varbit(8)",
        "alter table t alter y type varchar",
        "alter table t alter y type label",
        "alter table t alter id type bigint",
        "set local timezone = 'UTC'; alter table t alter ts type timestamptz",
        "set local time zone 'UTC'; alter table t alter ts type timestamptz",
    ]

    @Test(arguments: statements)
    func theServerWritesNothingAndNoRuleSpeaks(_ text: String) async throws {
        var earlier = try example(Self.setup, named: "earlier.sql")
        earlier.isWanted = false
        let findings = Linter().lint([earlier, try example(text, named: "a.sql")])[0].findings
        #expect(findings == [])

        let session = try await TestDatabase.current.connect()
        try await session.execute(Self.setup)
        try await session.execute("set timezone = 'Europe/Berlin'")
        try await session.execute("begin")
        let facts: [LintFact] = [.rewrites("t")]
        for statement in try example(text, named: "a.sql").script.get().statements {
            let seen = try await LintObservation.of(statement.statement.text, facts, session)
            #expect(seen.error == nil)
            #expect(seen.rewritten == [])
            #expect(!seen.said.contains { $0.hasPrefix("verifying table") }, "\(seen.said)")
            #expect(!seen.said.contains { $0.hasPrefix("building index") }, "\(seen.said)")
        }
        await session.close()
    }

    /// Since PostgreSQL 17 a value of a type that is new itself can be used at once.
    @Test func aNewValueOfANewTypeIsUsedAtOnceSince17() async throws {
        let session = try await TestDatabase.current.connect()
        let text = "create type e as enum ('a'); alter type e add value 'b'; select 'b'::e"
        let isTaken = (try? await session.execute("begin; \(text); commit")) != nil
        #expect(isTaken == (session.serverVersion >= 170_000))
        await session.close()
    }
}
