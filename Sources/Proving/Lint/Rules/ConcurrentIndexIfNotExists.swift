import Findings
import Migrations

extension LintRule {
    static let concurrentIndexIfNotExists = LintRule(
        "concurrent-index-if-not-exists", .warning,
        "IF NOT EXISTS passes over an index that CONCURRENTLY left invalid",
        reason: """
            A CREATE INDEX CONCURRENTLY that fails or is cut off leaves an index that is kept up to date and \
            used by no query (indisvalid is false). IF NOT EXISTS finds the name and does nothing, so the \
            next run calls that a success. Tidemark drops and builds anew what its own run left; what \
            another tool left it does not know.
            """,
        instead: """
            drop index concurrently if exists orders_customer_idx;
            create index concurrently orders_customer_idx on orders (customer);
            """,
        examples: LintExamples(
            """
            create table orders (customer int);
            create index orders_customer_idx on orders (customer);
            update pg_index set indisvalid = false where indexrelid = 'orders_customer_idx'::regclass
            """,
            bad: [
                "create index concurrently if not exists orders_customer_idx on orders (customer)"
            ],
            good: [
                """
                drop index concurrently if exists orders_customer_idx;
                create index concurrently orders_customer_idx on orders (customer)
                """
            ],
            facts: [
                .answers(
                    "select not indisvalid from pg_index where indexrelid = 'orders_customer_idx'::regclass",
                    "t"), .says("already exists, skipping"),
            ])
    ) { context in
        guard context.node.kind == "IndexStmt", context.node.flag("concurrent"),
            context.node.flag("if_not_exists")
        else { return [] }
        let name = context.node.text("idxname").map(quoted) ?? "NAME"
        return [
            Hazard(
                "IF NOT EXISTS passes over an invalid \(name) that a failed run left",
                next:
                    "drop index concurrently if exists \(name); then create it without IF NOT EXISTS"
            )
        ]
    }
}
