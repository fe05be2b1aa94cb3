import Findings
import Migrations
import SQLText

extension LintRule {
    static let addColumnReferences = LintRule(
        "add-column-references", .warning,
        "A new column with REFERENCES locks the table that it refers to",
        reason: """
            ADD COLUMN with REFERENCES takes a ShareRowExclusiveLock on the other table until the \
            transaction ends: writes to both wait. As a step of its own the constraint is NOT VALID first, \
            and only that step needs the lock.
            """,
        instead: """
            alter table orders add column shop int;
            alter table orders add constraint orders_shop_fkey foreign key (shop) references shops not valid;
            -- in a migration of its own
            alter table orders validate constraint orders_shop_fkey;
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            create table shops (id int primary key)
            """,
            bad: ["alter table orders add column shop int references shops"],
            good: ["alter table orders add column shop int"],
            facts: [.lock(.accessExclusive, on: "orders"), .lock(.shareRowExclusive, on: "shops")])
    ) { context in
        context.alterations("AT_AddColumn").compactMap { addition in
            let constraints = addition.definition?.nodes("constraints") ?? []
            guard let key = constraints.first(where: { $0.text("contype") == "CONSTR_FOREIGN" }),
                let other = key["pktable"]?.relation
            else { return nil }
            return Hazard(
                "ADD COLUMN \(addition.name) … REFERENCES takes ShareRowExclusiveLock on \(other): writes to it wait",
                at: key.location,
                next:
                    "add the column first, then: alter table \(addition.table) add foreign key (\(quoted(addition.name))) references \(quoted(other)) not valid;"
            )
        }
    }
}
