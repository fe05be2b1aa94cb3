import Findings
import Migrations

extension LintRule {
    static let concurrentlyInTransaction = LintRule(
        "concurrently-in-transaction", .error,
        "CONCURRENTLY inside BEGIN and COMMIT fails",
        reason: """
            CREATE INDEX, DROP INDEX, REINDEX and DETACH PARTITION with CONCURRENTLY commit in between and \
            so refuse to run in a transaction block: SQLSTATE 25001. Tidemark gives such a statement a \
            segment of its own where the file leaves it the choice.
            """,
        instead: "create index concurrently orders_customer_idx on orders (customer);",
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: [
                """
                -- tidemark: transaction none
                begin;
                create index concurrently orders_customer_idx on orders (customer);
                commit
                """
            ],
            good: ["create index concurrently orders_customer_idx on orders (customer)"],
            facts: [.fails("25001")])
    ) { context in
        guard context.statement.isInOwnBlock, context.isConcurrently else { return [] }
        return [
            Hazard(
                "CONCURRENTLY between BEGIN and COMMIT fails with SQLSTATE 25001",
                next: "move the statement out of the block")
        ]
    }
}
