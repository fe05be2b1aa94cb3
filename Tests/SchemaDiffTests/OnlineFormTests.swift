import Catalog
import PostgresSession
import SQLText
import SchemaDiff
import Testing
import TidemarkTesting

/// The forms of `--online`, run as they are printed, on tables with rows: what the server says that it reads and builds.
@Suite(.database) struct OnlineFormTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var before: String
        var change: String
        /// What the statements are, in order, others in between.
        var plan: [String]
        /// What the server is to say.
        var says: [String] = []
        /// Whether the plan has no other form, and reads or builds while others wait.
        var isPlain = false

        var testDescription: String { name }
    }

    @Test(arguments: partitions + indexes + columns) func others(_ trial: Case) async throws {
        let session = try await TestDatabase.current.connect()
        func read(_ statements: String...) async throws -> Catalog {
            try await session.execute("drop schema if exists app cascade; create schema app")
            for statement in statements { try await session.execute(statement) }
            return try await CatalogReader(session).read(edges: true)
        }
        let to = try await read(trial.before, trial.change)
        let from = try await read(trial.before)
        let plan = try Planner(owner: "postgres").plan(from: from, to: to)
            .online(from: from, to: to)
        var rest = plan.statements.map(\.sql)[...]
        for words in trial.plan {
            let place = rest.firstIndex { $0.contains(words) }
            #expect(place != nil, "\(words) in \(plan.script)")
            rest = rest.dropFirst((place ?? rest.startIndex) - rest.startIndex + 1)
        }
        let said = try await run(plan, of: from, on: session, isPlain: trial.isPlain)
        for words in trial.says {
            #expect(said.contains { $0.contains(words) }, "\(words) in \(said)\n\(plan.script)")
        }
        let left = Comparison().compare(
            expected: to, actual: try await CatalogReader(session).read())
        #expect(left.map(\.path) == [], "\(plan.script)")
        await session.close()
    }

    /// Runs a plan in its transactions, and holds what the server says of each statement against what the plan says.
    private func run(
        _ plan: ChangePlan, of from: Catalog, on session: Session, isPlain: Bool
    ) async throws -> [String] {
        let tables = from.objects.filter { $0.name.kind == .table }
            .map { "table \"\($0.name.identity.dropFirst("app.".count))\"" }
        var all: [String] = []
        for segment in plan.segments {
            if segment.isTransaction { try await session.execute("begin") }
            for statement in segment.statements {
                try await session.execute("set client_min_messages = debug1")
                _ = await session.takeNotices()
                try await session.execute(statement.sql)
                let said = await session.takeNotices().map(\.message)
                try await session.execute("reset client_min_messages")
                all += said
                let sql = statement.sql
                // Who made a table in the plan is alone with it.
                let known = said.filter { message in tables.contains(where: message.contains) }
                let isScan = known.contains { $0.hasPrefix("verifying table") }
                let isBuild = known.contains { $0.hasPrefix("building index") }
                if isScan, !isPlain {
                    #expect(sql.contains(" VALIDATE CONSTRAINT "), "\(said)\n\(plan.script)")
                }
                if isScan { #expect(statement.hazards.contains { $0.kind == .scan }, "\(sql)") }
                if isBuild, !isPlain {
                    #expect(sql.contains(" INDEX CONCURRENTLY "), "\(said)\n\(plan.script)")
                }
                if sql.contains(" CONCURRENTLY") {
                    #expect(!segment.isTransaction)
                    #expect(
                        !statement.locks.contains {
                            ["app.parent", "app.users"].contains($0.relation)
                        }, "\(sql)")
                }
            }
            if segment.isTransaction { try await session.execute("commit") }
        }
        return all
    }
}

extension OnlineFormTests {
    static let implied = "partition constraint for table \"child\" is implied"
    static let impliedDefault =
        "updated partition constraint for default partition \"rest\" is implied"
    private static let attach = [
        "CHECK (", "VALIDATE CONSTRAINT", "ATTACH PARTITION", "DROP CONSTRAINT",
    ]

    /// A partition that comes, with a key and a bound of one sort.
    private static func attaching(
        _ key: String, _ columns: String, _ bound: String, _ rows: String, others: String = ""
    ) -> Case {
        Case(
            name: "attach \(key) \(bound)",
            before: """
                create table app.parent (\(columns)) partition by \(key); \(others);
                create table app.child (\(columns)); insert into app.child values \(rows)
                """,
            change: "alter table app.parent attach partition app.child \(bound)",
            plan: attach, says: [implied])
    }

    static let partitions: [Case] =
        [
            ("range (a)", "a int", "for values from (1) to (10)", "(1), (9)"),
            ("range (a)", "a int", "for values from (minvalue) to (10)", "(1), (9)"),
            (
                "range (a)", "a bigint not null", "for values from (5000000000) to (maxvalue)",
                "(5000000000)"
            ),
            (
                "range (\"Odd, a\")", "\"Odd, a\" date",
                "for values from ('2020-01-01') to ('2021-01-01')", "('2020-02-01')"
            ),
            (
                "range (a)", "a timestamptz", "for values from ('2020-01-01') to ('2021-01-01')",
                "('2020-02-01')"
            ),
            ("range (a)", "a varchar(10)", "for values from ('a, (''') to ('b')", "('a, (''x')"),
            ("range (a)", "a text collate \"C\"", "for values from ('a') to ('b')", "('ab')"),
            ("range (a, b)", "a int, b text", "for values from (1, 'a') to (2, 'b')", "(1, 'x')"),
            ("range (a, b)", "a int, b text", "for values from (1, 'a') to (1, 'b')", "(1, 'ab')"),
            (
                "range (a, b, c)", "a int, b text, c numeric(10, 2)",
                "for values from (1, 'a', minvalue) to (2, maxvalue, maxvalue)", "(1, 'x', 0)"
            ),
            (
                "range (a, b)", "a int, b text", "for values from (1, maxvalue) to (3, minvalue)",
                "(2, 'x')"
            ),
            ("list (a)", "a int", "for values in (1)", "(1)"),
            ("list (a)", "a text", "for values in ('x', 'y, z', null)", "('x'), (null)"),
            ("list (a)", "a boolean", "for values in (true)", "(true)"),
            ("list (a)", "a char(3)", "for values in ('abc', 'd')", "('d')"),
            ("list (a)", "a uuid", "for values in (null)", "(null)"),
            (
                "hash (a, b)", "a int, b uuid", "for values with (modulus 1, remainder 0)",
                "(1, null)"
            ),
        ].map { attaching($0.0, $0.1, $0.2, $0.3) }
        + [
            attaching(
                "list (a)", "a text", "default", "('x')",
                others:
                    "create table app.one partition of app.parent for values in ('a', null); create table app.two partition of app.parent for values in ('b', 'c')"
            ),
            attaching(
                "range (a, b)", "a int, b date", "default", "(70, null)",
                others:
                    "create table app.one partition of app.parent for values from (1, '2020-01-01') to (2, maxvalue); create table app.two partition of app.parent for values from (minvalue, minvalue) to (0, minvalue)"
            ),
            Case(
                name: "attach beside a default partition",
                before: """
                    create table app.parent (a int, b text) partition by range (a);
                    create table app.rest partition of app.parent default;
                    insert into app.parent values (1, 'x'), (null, 'y');
                    create table app.child (a int, b text); insert into app.child values (15, 'z')
                    """,
                change:
                    "alter table app.parent attach partition app.child for values from (10) to (20)",
                plan: [
                    "app.child ADD", "app.child VALIDATE", "app.rest ADD", "app.rest VALIDATE",
                    "ATTACH PARTITION", "app.child DROP", "app.rest DROP",
                ], says: [implied, impliedDefault]),
            Case(
                name: "new partition beside a default partition",
                before: """
                    create table app.parent (a int, b text) partition by list (b);
                    create table app.rest partition of app.parent default;
                    insert into app.parent values (1, 'x'), (null, null)
                    """,
                change: "create table app.child partition of app.parent for values in ('y', 'z')",
                plan: [
                    "CREATE TABLE app.child", "app.rest ADD", "app.rest VALIDATE",
                    "ATTACH PARTITION", "app.rest DROP",
                ], says: [impliedDefault]),
            Case(
                name: "attach to a partition",
                before: """
                    create table app.top (a int, b int) partition by range (a);
                    create table app.parent partition of app.top for values from (0) to (100) partition by list (b);
                    create table app.child (a int, b int); insert into app.child values (1, 2)
                    """,
                change: "alter table app.parent attach partition app.child for values in (2)",
                plan: attach, says: [implied]),
            Case(
                name: "attach by an expression",
                before: """
                    create table app.parent (a text) partition by list (lower(a));
                    create table app.child (a text); insert into app.child values ('X')
                    """,
                change: "alter table app.parent attach partition app.child for values in ('x')",
                plan: ["ATTACH PARTITION"], isPlain: true),
            Case(
                name: "detach",
                before: """
                    create table app.parent (a int, b text) partition by range (a);
                    create table app.child partition of app.parent for values from (0) to (10);
                    create index on app.parent (b); insert into app.parent values (1, 'x')
                    """,
                change: "alter table app.parent detach partition app.child",
                plan: [
                    "DETACH PARTITION app.child CONCURRENTLY",
                    "DROP CONSTRAINT IF EXISTS child_a_check",
                ]),
            Case(
                name: "detach of two columns",
                before: """
                    create table app.parent (a int, b text) partition by range (a, b);
                    create table app.child partition of app.parent for values from (0, 'a') to (10, 'a')
                    """,
                change: "alter table app.parent detach partition app.child",
                plan: [
                    "DETACH PARTITION app.child CONCURRENTLY",
                    "DROP CONSTRAINT IF EXISTS child_check",
                ]),
            Case(
                name: "detach by hash, with names that are cut",
                before: """
                    create table app.parent (a int) partition by hash (a);
                    create table app.child partition of app.parent for values with (modulus 2, remainder 0);
                    create table app.keys (very_long_name_of_a_column_that_goes_on_and_on int) partition by range (very_long_name_of_a_column_that_goes_on_and_on);
                    create table app.very_long_name_of_a_table_that_goes_on_and_on_and_on partition of app.keys for values from (1) to (2)
                    """,
                change: """
                    alter table app.parent detach partition app.child;
                    alter table app.keys detach partition app.very_long_name_of_a_table_that_goes_on_and_on_and_on
                    """,
                plan: ["_on CONCURRENTLY", "DROP CONSTRAINT IF EXISTS", "app.child CONCURRENTLY"]),
            Case(
                name: "another bound",
                before: """
                    create table app.parent (a int) partition by range (a);
                    create table app.child partition of app.parent for values from (0) to (10);
                    insert into app.parent values (7)
                    """,
                change: """
                    alter table app.parent detach partition app.child;
                    alter table app.parent attach partition app.child for values from (5) to (10)
                    """,
                plan: [
                    "DETACH PARTITION app.child CONCURRENTLY",
                    "DROP CONSTRAINT IF EXISTS child_a_check",
                ] + attach, says: [implied]),
            Case(
                name: "drop",
                before: """
                    create table app.parent (a int) partition by range (a);
                    create table app.child partition of app.parent for values from (0) to (10);
                    insert into app.parent values (7)
                    """,
                change: "drop table app.child",
                plan: ["DETACH PARTITION app.child CONCURRENTLY", "DROP TABLE app.child"]),
            Case(
                name: "detach beside a default partition",
                before: """
                    create table app.parent (a int) partition by range (a);
                    create table app.rest partition of app.parent default;
                    create table app.child partition of app.parent for values from (0) to (10)
                    """,
                change: "alter table app.parent detach partition app.child",
                plan: ["DETACH PARTITION app.child"]),
        ]
}
