import Findings
import Migrations
import SQLText

extension LintRule {
    static let addingTrigger = LintRule(
        "adding-trigger", .note,
        "CREATE TRIGGER locks the table against writes for an instant",
        reason: """
            CREATE TRIGGER takes a ShareRowExclusiveLock: it queues behind every transaction that writes, \
            and writes queue behind it until the transaction ends.
            """,
        instead: """
            -- by itself, so that the lock ends at once; Tidemark tries again when it does not get it
            create trigger orders_audit after insert on orders for each row execute function audit();
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            create function audit() returns trigger language plpgsql as 'begin return new; end'
            """,
            bad: [
                """
                create trigger orders_audit after insert on orders for each row execute function audit()
                """
            ],
            good: [
                """
                create table fresh (a int); create trigger fresh_audit after insert on fresh for each row execute function audit()
                """
            ],
            facts: [.lock(.shareRowExclusive, on: "orders")])
    ) { context in
        guard context.node.kind == "CreateTrigStmt", let table = context.node["relation"]?.relation,
            !context.isNew(table), context.known.views[table] == nil
        else { return [] }
        return [
            Hazard(
                "CREATE TRIGGER takes ShareRowExclusiveLock on \(table): writes wait until the transaction ends",
                at: context.node["relation"]?.location,
                next: "keep it in a migration of its own, so that the lock ends at once")
        ]
    }
}
