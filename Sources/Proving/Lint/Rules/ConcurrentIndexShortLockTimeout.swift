import Findings
import Migrations

extension LintRule {
    static let concurrentIndexShortLockTimeout = LintRule(
        "concurrent-index-short-lock-timeout", .warning,
        "A short lock_timeout stops CONCURRENTLY behind any old transaction",
        reason: """
            CONCURRENTLY waits, as for a lock, for every transaction of the database that is older. A \
            lock_timeout of seconds, right for other statements, ends it after the work is done and leaves \
            an invalid index. Tidemark has time-outs of their own for such statements \
            (concurrently-lock-timeout, 5 minutes); a SET in the file overrides them.
            """,
        instead: """
            -- no SET lock_timeout in the file
            create index concurrently orders_customer_idx on orders (customer);
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: [
                """
                set lock_timeout = '2s';
                create index concurrently orders_customer_idx on orders (customer)
                """
            ],
            good: ["create index concurrently orders_customer_idx on orders (customer)"],
            facts: [.notOfTheServer("it takes another session with an older transaction")])
    ) { context in
        guard context.isConcurrently, let limit = context.setting("lock_timeout"), limit != "0"
        else {
            return []
        }
        return [
            Hazard(
                "lock_timeout \(limit) ends CONCURRENTLY behind any transaction that is older",
                next: "remove the SET: concurrently-lock-timeout holds for this statement")
        ]
    }
}
