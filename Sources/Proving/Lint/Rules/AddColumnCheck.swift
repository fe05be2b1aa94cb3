import Findings
import Migrations
import SQLText

extension LintRule {
    static let addColumnCheck = LintRule(
        "add-column-check", .error,
        "A new column with a CHECK reads the whole table",
        reason: """
            ADD COLUMN with a CHECK adds the constraint as valid: every row is looked at under an \
            AccessExclusiveLock, although a new column without a default is NULL in all of them.
            """,
        instead: """
            alter table orders add column amount int;
            alter table orders add constraint orders_amount_check check (amount > 0) not valid;
            -- in a migration of its own: reads and writes go on
            alter table orders validate constraint orders_amount_check;
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["alter table orders add column amount int check (amount > 0)"],
            good: [
                """
                alter table orders add column amount int; alter table orders add constraint orders_amount_check check (amount > 0) not valid
                """
            ],
            facts: [.lock(.accessExclusive, on: "orders"), .says("verifying table \"orders\"")])
    ) { context in
        context.alterations("AT_AddColumn").compactMap { addition in
            let constraints = addition.definition?.nodes("constraints") ?? []
            guard let check = constraints.first(where: { $0.text("contype") == "CONSTR_CHECK" })
            else {
                return nil
            }
            return Hazard(
                "ADD COLUMN \(addition.name) … CHECK reads all of \(addition.relation) under AccessExclusiveLock",
                at: check.location,
                next:
                    "add the column first, then: alter table \(addition.table) add constraint NAME check (…) not valid;"
            )
        }
    }
}
