import Findings
import Migrations
import SQLText

extension LintRule {
    static let setAccessMethod = LintRule(
        "set-access-method", .error,
        "SET ACCESS METHOD rewrites the table",
        versions: 15...99,
        reason: "Every row and every index is written anew under an AccessExclusiveLock.",
        instead: """
            -- a new table with the access method, filled in batches, then swapped in
            create table orders_new (like orders including all) using columnar;
            """,
        examples: LintExamples(
            """
            drop access method if exists heap_again cascade;
            create access method heap_again type table handler heap_tableam_handler;
            create table orders (id int, customer int)
            """,
            bad: ["alter table orders set access method heap_again"],
            good: ["create table fresh (a int); alter table fresh set access method heap_again"],
            facts: [.lock(.accessExclusive, on: "orders"), .rewrites("orders")])
    ) { context in
        context.alterations("AT_SetAccessMethod").map { change in
            Hazard(
                "SET ACCESS METHOD rewrites \(change.relation) under AccessExclusiveLock",
                at: context.node["relation"]?.location,
                next:
                    "run it while nobody uses \(change.table), or fill a new table in batches and swap"
            )
        }
    }
}
