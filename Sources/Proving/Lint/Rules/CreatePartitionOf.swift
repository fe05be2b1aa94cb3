import Findings
import Migrations
import SQLText

extension LintRule {
    static let createPartitionOf = LintRule(
        "create-partition-of", .warning,
        "CREATE TABLE … PARTITION OF locks the parent against everybody",
        reason: """
            CREATE TABLE … PARTITION OF takes an AccessExclusiveLock on the parent: it queues behind every \
            query that uses any partition, and everybody queues behind it. A table that is made first and \
            attached takes a lock that lets reads and writes go on.
            """,
        instead: """
            create table events_1 (like events including all);
            alter table events attach partition events_1 for values from ('2026-01-01') to ('2027-01-01');
            """,
        examples: LintExamples(
            "create table events (day date not null) partition by range (day)",
            bad: [
                """
                create table events_1 partition of events for values from ('2026-01-01') to ('2027-01-01')
                """
            ],
            good: [
                """
                create table events_1 (like events including all);
                alter table events attach partition events_1 for values from ('2026-01-01') to ('2027-01-01')
                """
            ],
            facts: [.lock(.accessExclusive, on: "events")])
    ) { context in
        guard context.node.kind == "CreateStmt", context.node["partbound"] != nil,
            let parent = context.node.nodes("inhRelations").first?.relation, !context.isNew(parent)
        else { return [] }
        let child = quoted(context.node["relation"]?.relation ?? "")
        return [
            Hazard(
                "PARTITION OF takes AccessExclusiveLock on \(parent): reads and writes of all partitions queue behind it",
                at: context.node.nodes("inhRelations").first?.location,
                next:
                    "create table \(child) (like \(quoted(parent)) including all); then alter table \(quoted(parent)) attach partition \(child) …;"
            )
        ]
    }
}
