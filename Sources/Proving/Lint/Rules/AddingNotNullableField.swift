import Findings
import Migrations
import SQLText

extension LintRule {
    static let addingNotNullableField = LintRule(
        "adding-not-nullable-field", .error,
        "SET NOT NULL reads the whole table while nobody can use it",
        reason: """
            SET NOT NULL takes an AccessExclusiveLock and looks at every row. Where a valid CHECK constraint \
            already proves that the column holds no NULL, PostgreSQL skips the scan; the CHECK itself can be \
            validated under a lock that lets reads and writes go on.
            """,
        instead: """
            alter table orders add constraint orders_customer_set check (customer is not null) not valid;
            -- in a migration of its own: reads and writes go on
            alter table orders validate constraint orders_customer_set;
            -- then: no scan
            alter table orders alter customer set not null;
            alter table orders drop constraint orders_customer_set;
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            create table proven (a int, constraint a_set check (a is not null))
            """,
            bad: ["alter table orders alter customer set not null"],
            good: [
                "alter table proven alter a set not null",
                "create table fresh (a int); alter table fresh alter a set not null",
            ],
            facts: [
                .lock(.accessExclusive, on: "orders"), .says("verifying table \"orders\""),
            ])
    ) { context in
        context.alterations("AT_SetNotNull").compactMap { change in
            let table = context.known.table(change.relation)
            guard !table.provenNotNull.contains(change.name),
                table.columns[change.name]?.isNotNull != true
            else { return nil }
            return Hazard(
                "SET NOT NULL reads all of \(change.relation) under AccessExclusiveLock: nobody reads or writes it meanwhile",
                at: context.node["relation"]?.location,
                next:
                    "alter table \(change.table) add constraint NAME check (\(quoted(change.name)) is not null) not valid;"
                    + " then validate it in a migration of its own, and SET NOT NULL after that")
        }
    }
}
