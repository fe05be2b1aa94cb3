import Findings
import Migrations
import SQLText

extension LintRule {
    static let requireConcurrentIndexDeletion = LintRule(
        "require-concurrent-index-deletion", .warning,
        "DROP INDEX stops reads and writes while it waits and until its transaction ends",
        reason: """
            DROP INDEX takes an AccessExclusiveLock on the table. It works in an instant, but it queues \
            behind every query that is running, and everybody queues behind it. CONCURRENTLY waits without \
            being in the way.
            """,
        instead: "drop index concurrently orders_customer_idx;",
        examples: LintExamples(
            """
            create table orders (customer int);
            create index orders_customer_idx on orders (customer)
            """,
            bad: ["drop index orders_customer_idx"],
            good: [
                "drop index concurrently orders_customer_idx",
                "create table fresh (a int); create index fresh_a on fresh (a); drop index fresh_a",
            ],
            facts: [.lock(.accessExclusive, on: "orders")])
    ) { context in
        guard context.node.kind == "DropStmt", context.node.text("removeType") == "OBJECT_INDEX",
            !context.node.flag("concurrent")
        else { return [] }
        return context.node.nodes("objects").map(\.listedName).filter { index in
            !context.isNew(index)
                && context.known.indexes[index].map { context.known.table($0).isPartitioned }
                    != true
        }.map { index in
            Hazard(
                "DROP INDEX \(index) takes AccessExclusiveLock on its table: reads and writes queue behind it",
                next: "drop index concurrently \(quoted(index));")
        }
    }
}
