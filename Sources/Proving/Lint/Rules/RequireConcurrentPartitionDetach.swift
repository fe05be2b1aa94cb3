import Findings
import Migrations
import SQLText

extension LintRule {
    static let requireConcurrentPartitionDetach = LintRule(
        "require-concurrent-partition-detach", .warning,
        "DETACH PARTITION locks the parent against everybody",
        versions: 14...99,
        reason: """
            DETACH PARTITION takes an AccessExclusiveLock on the parent and on the partition. CONCURRENTLY, \
            since PostgreSQL 14, waits for older queries without being in the way; it refuses where the \
            parent has a default partition.
            """,
        instead: "alter table events detach partition events_1 concurrently;",
        examples: LintExamples(
            """
            create table events (day date not null) partition by range (day);
            create table events_1 partition of events for values from ('2026-01-01') to ('2027-01-01')
            """,
            bad: ["alter table events detach partition events_1"],
            good: ["alter table events detach partition events_1 concurrently"],
            facts: [.lock(.accessExclusive, on: "events"), .lock(.accessExclusive, on: "events_1")])
    ) { context in
        context.alterations("AT_DetachPartition").compactMap { change in
            guard change.definition?.flag("concurrent") != true,
                !context.known.table(change.relation).hasDefaultPartition
            else { return nil }
            let child = change.definition?["name"]?.relation ?? ""
            return Hazard(
                "DETACH PARTITION takes AccessExclusiveLock on \(change.relation) and \(child)",
                at: change.definition?["name"]?.location,
                next: "alter table \(change.table) detach partition \(quoted(child)) concurrently;")
        }
    }
}
