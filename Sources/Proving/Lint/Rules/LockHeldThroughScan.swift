import Findings
import Migrations
import SQLText

extension LintRule {
    static let lockHeldThroughScan = LintRule(
        "lock-held-through-scan", .error,
        "A strong lock is held while something slow runs in the same transaction",
        reason: """
            A lock lasts until its transaction ends. After an ALTER TABLE or a DROP, everything that follows \
            in the transaction runs while nobody can use that table: a VALIDATE CONSTRAINT, an UPDATE or \
            DELETE, an index, all of which would be harmless by themselves.
            """,
        instead: """
            alter table orders add constraint orders_customer_check check (customer > 0) not valid;
            -- in a migration of its own
            alter table orders validate constraint orders_customer_check;
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            alter table orders add constraint old check (id > 0) not valid
            """,
            bad: [
                """
                alter table orders add constraint orders_customer_check check (customer > 0) not valid;
                alter table orders validate constraint orders_customer_check
                """
            ],
            good: [
                "alter table orders validate constraint old",
                "alter table orders add constraint orders_customer_check check (customer > 0) not valid",
            ],
            facts: [.lock(.accessExclusive, on: "orders"), .says("verifying table \"orders\"")])
    ) { context in
        guard let work = context.slowWork else { return [] }
        // A few rows are quick; how many there are the text does not tell.
        let isSome =
            ["UpdateStmt", "DeleteStmt"].contains(context.node.kind)
            && context.node["whereClause"] != nil
        let locked = context.strongLocksBefore
        guard let lock = locked.first else { return [] }
        return [
            Hazard(
                "\(work) runs while this transaction holds \(lock.mode.rawValue) on \(lock.relation)",
                next: "put it into a migration of its own, after this one",
                severity: isSome ? .warning : nil)
        ]
    }
}
