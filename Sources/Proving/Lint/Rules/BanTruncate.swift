import Findings
import Migrations
import SQLText

extension LintRule {
    static let banTruncate = LintRule(
        "ban-truncate", .warning,
        "TRUNCATE destroys all rows, runs no row triggers and knows no policies",
        reason: """
            TRUNCATE takes an AccessExclusiveLock and gives the table new, empty files. Triggers FOR EACH \
            ROW do not run, so audits and outboxes miss it; row level security does not hold it back.
            """,
        instead: """
            -- in batches, until nothing is left
            delete from orders where id in (select id from orders limit 1000);
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["truncate orders"],
            good: [
                "delete from orders where id in (select id from orders limit 1000)",
                "create table fresh (a int); truncate fresh",
            ],
            facts: [.lock(.accessExclusive, on: "orders"), .rewrites("orders")])
    ) { context in
        guard context.node.kind == "TruncateStmt" else { return [] }
        return context.node.nodes("relations").filter { !context.isNew($0.relation) }.map { table in
            Hazard(
                "TRUNCATE destroys all rows of \(table.relation) under AccessExclusiveLock",
                at: table.location,
                next: "delete in batches; or write: -- tidemark: allow ban-truncate REASON")
        }
    }
}
