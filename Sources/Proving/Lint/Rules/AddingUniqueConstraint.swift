import Findings
import Migrations
import SQLText

extension LintRule {
    static let addingUniqueConstraint = LintRule(
        "adding-unique-constraint", .error,
        "A new UNIQUE constraint builds its index while nobody can use the table",
        reason: """
            ADD UNIQUE builds the index under an AccessExclusiveLock. Built concurrently, a unique index \
            becomes the constraint in an instant.
            """,
        instead: """
            create unique index concurrently orders_number_key on orders (id);
            alter table orders add constraint orders_number_key unique using index orders_number_key;
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            create unique index ready on orders (id)
            """,
            bad: ["alter table orders add constraint orders_customer_key unique (customer)"],
            good: [
                "alter table orders add constraint ready unique using index ready",
                "create table fresh (a int); alter table fresh add unique (a)",
            ],
            facts: [
                .lock(.accessExclusive, on: "orders"),
                .says("building index \"orders_customer_key\""),
            ])
    ) { context in
        context.addedConstraints("CONSTR_UNIQUE").compactMap { addition in
            guard addition.definition?.text("indexname") == nil else { return nil }
            let keys = (addition.definition?.names("keys") ?? []).map(quoted).joined(
                separator: ", ")
            return Hazard(
                "ADD UNIQUE builds an index on \(addition.relation) under AccessExclusiveLock: nobody reads or writes it meanwhile",
                at: addition.location,
                next:
                    "create unique index concurrently NAME on \(addition.table) (\(keys)); then add constraint NAME unique using index NAME"
            )
        }
    }
}
