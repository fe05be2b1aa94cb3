import PostgresSession
import Testing
import TidemarkTesting

@testable import SchemaDiff

/// What a plan says of a type change is what the server does with the table's file.
@Suite(.database) struct TypeChangeTests {
    private static let types = [
        "smallint", "integer", "bigint", "numeric", "numeric(10,2)", "numeric(12,2)",
        "numeric(12,4)", "numeric(10,0)", "real", "double precision", "character varying",
        "character varying(10)", "character varying(20)", "character varying(10)[]",
        "character varying(20)[]", "character varying[]", "text", "text[]", "character(10)",
        "character(20)", "name", "date", "timestamp without time zone",
        "timestamp(2) without time zone", "timestamp(4) without time zone",
        "timestamp(2) with time zone", "timestamp(4) with time zone", "time(2) without time zone",
        "time without time zone", "time(4) with time zone", "time(5) with time zone", "interval",
        "interval(2)", "interval(4)", "inet", "cidr", "json", "jsonb", "bit(4)", "bit(8)",
        "bit varying(4)", "bit varying(8)", "bit varying", "uuid", "bytea", "oid",
    ]

    /// Every pair, in the usual run one in eight, of which the server casts the one into the other where it is asked as the plan asks it.
    @Test func aRewriteIsSaidWhereThereIsOne() async throws {
        let session = try await TestDatabase.current.connect()
        // Whether a time stamp gains a zone without being written anew hangs on the zone of the session.
        try await session.execute("set timezone = 'Europe/Berlin'")
        var random = TestRandom(seed: testSeed)
        var tried = 0
        for from in Self.types {
            for to in Self.types where from != to {
                guard isLongRun || random.next() % 8 == 0 else { continue }
                let change = TypeChange(from: from, to: to)
                let cast = change.cast(of: "a").map { " using \($0)" } ?? ""
                try await session.execute("create table t (a \(from))")
                let before = try await node(session)
                if (try? await session.execute("alter table t alter a type \(to)\(cast)")) != nil {
                    tried += 1
                    let isRewritten = try await node(session) != before
                    let isSaid = change.hazards.contains { $0.kind == .rewrite }
                    #expect(isRewritten == isSaid, "\(from) to \(to)\(cast)")
                }
                try await session.execute("drop table t")
            }
        }
        await session.close()
        #expect(tried > (isLongRun ? 1_000 : 100), "\(tried)")
    }

    private func node(_ session: Session) async throws -> String? {
        try await session.query("select pg_relation_filenode('t')").scalar
    }

    @Test(arguments: [
        ("integer", "bigint", true), ("bigint", "integer", false), ("text", "integer", false),
        ("date", "timestamp without time zone", true), ("numeric", "numeric(5,2)", false),
    ])
    func onlyWhatMayNotFitIsSaidToFail(from: String, to: String, fits: Bool) {
        let hazards = TypeChange(from: from, to: to).hazards.map(\.kind)
        #expect(hazards.contains(.dataDependent) != fits)
    }
}
