import Findings
import Migrations

extension LintRule {
    static let concurrentIndexOnPartitionedTable = LintRule(
        "concurrent-index-on-partitioned-table", .error,
        "A partitioned table takes no CREATE INDEX CONCURRENTLY",
        reason: """
            CREATE INDEX CONCURRENTLY on a partitioned table fails: SQLSTATE 0A000. The index is made on the \
            parent alone, which is instant and invalid, then concurrently on each partition, and attached; \
            with the last it becomes valid.
            """,
        instead: """
            create index events_day_idx on only events (day);
            -- each in a migration of its own
            create index concurrently events_1_day_idx on events_1 (day);
            alter index events_day_idx attach partition events_1_day_idx;
            """,
        examples: LintExamples(
            "create table events (day date) partition by range (day)",
            bad: ["create index concurrently events_day_idx on events (day)"],
            good: ["create index events_day_idx on only events (day)"],
            facts: [.fails("0A000")])
    ) { context in
        guard context.node.kind == "IndexStmt", context.node.flag("concurrent"),
            let table = context.node["relation"]?.relation, context.known.table(table).isPartitioned
        else { return [] }
        return [
            Hazard(
                "CREATE INDEX CONCURRENTLY fails on \(table), which is partitioned",
                at: context.node["relation"]?.location,
                next:
                    "create index … on only \(quoted(table)) …; then one concurrently on each partition, and attach it"
            )
        ]
    }
}
