import Findings
import Migrations
import SQLText

extension LintRule {
    static let addColumnUnique = LintRule(
        "add-column-unique", .error,
        "A new column with UNIQUE or PRIMARY KEY builds its index while nobody can use the table",
        reason: """
            ADD COLUMN with UNIQUE or PRIMARY KEY builds the index under an AccessExclusiveLock. Built \
            concurrently, the index becomes the constraint in an instant.
            """,
        instead: """
            alter table orders add column number bigint;
            -- by itself
            create unique index concurrently orders_number_key on orders (number);
            alter table orders add constraint orders_number_key unique using index orders_number_key;
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["alter table orders add column number bigint unique"],
            good: ["alter table orders add column number bigint"],
            facts: [
                .lock(.accessExclusive, on: "orders"),
                .says("building index \"orders_number_key\""),
            ])
    ) { context in
        context.alterations("AT_AddColumn").compactMap { addition in
            let constraints = addition.definition?.nodes("constraints") ?? []
            let key = constraints.first {
                ["CONSTR_UNIQUE", "CONSTR_PRIMARY"].contains($0.text("contype") ?? "")
            }
            guard let key else { return nil }
            return Hazard(
                "ADD COLUMN \(addition.name) builds an index on \(addition.relation) under AccessExclusiveLock",
                at: key.location,
                next:
                    "add the column first, then: create unique index concurrently NAME on \(addition.table) (\(quoted(addition.name)));"
            )
        }
    }
}
