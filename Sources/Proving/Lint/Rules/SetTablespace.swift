import Findings
import Migrations

extension LintRule {
    static let setTablespace = LintRule(
        "set-tablespace", .error,
        "SET TABLESPACE copies the table while nobody can use it",
        reason: """
            All files are copied under an AccessExclusiveLock. Indexes can be moved by REINDEX CONCURRENTLY \
            with TABLESPACE, since PostgreSQL 14; for tables there is pg_repack.
            """,
        instead: "reindex (tablespace fast) index concurrently orders_customer_idx;",
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["alter table orders set tablespace fast"],
            good: ["create table fresh (a int); alter table fresh set tablespace fast"],
            facts: [.notOfTheServer("it takes a second tablespace")])
    ) { context in
        context.alterations("AT_SetTableSpace").map { change in
            Hazard(
                "SET TABLESPACE copies \(change.relation) under AccessExclusiveLock",
                at: context.node["relation"]?.location,
                next: "run it while nobody uses \(change.table), or use pg_repack --tablespace")
        }
    }
}
