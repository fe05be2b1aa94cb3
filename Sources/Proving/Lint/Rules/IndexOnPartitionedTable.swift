import Findings
import Migrations
import SQLText

extension LintRule {
    static let indexOnPartitionedTable = LintRule(
        "index-on-partitioned-table", .error,
        "CREATE INDEX on a partitioned table stops writes to all partitions",
        reason: """
            CREATE INDEX on a partitioned table builds the index of every partition in one transaction, with \
            a ShareLock on all of them until the last is done. ON ONLY makes the parent's index alone; the \
            partitions' indexes are built concurrently and attached.
            """,
        instead: """
            create index events_day_idx on only events (day);
            -- each in a migration of its own
            create index concurrently events_1_day_idx on events_1 (day);
            alter index events_day_idx attach partition events_1_day_idx;
            """,
        examples: LintExamples(
            """
            create table events (day date) partition by range (day);
            create table events_1 partition of events for values from ('2026-01-01') to ('2027-01-01')
            """,
            bad: ["create index events_day_idx on events (day)"],
            good: ["create index events_day_idx on only events (day)"],
            facts: [.lock(.share, on: "events"), .lock(.share, on: "events_1")])
    ) { context in
        guard context.node.kind == "IndexStmt", !context.node.flag("concurrent"),
            let table = context.node["relation"]?.relation, !context.isNew(table),
            context.known.table(table).isPartitioned, context.node["relation"]?.flag("inh") == true
        else { return [] }
        return [
            Hazard(
                "CREATE INDEX takes ShareLock on \(table) and all its partitions until all are built",
                at: context.node["relation"]?.location,
                next:
                    "create index … on only \(quoted(table)) …; then one concurrently on each partition, and attach it"
            )
        ]
    }
}
