import Findings
import Migrations
import SQLText

extension LintRule {
    static let addColumnGeneratedStored = LintRule(
        "add-column-generated-stored", .error,
        "A new stored generated column rewrites the table",
        reason: """
            GENERATED ALWAYS AS (…) STORED computes a value for each row, so every row and every index is \
            written anew under an AccessExclusiveLock. A virtual one (PostgreSQL 18) is computed when it is \
            read and costs nothing.
            """,
        instead: """
            -- PostgreSQL 18
            alter table orders add column twice int generated always as (customer * 2) virtual;
            -- before: a plain column, filled by a trigger and in batches
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: [
                "alter table orders add column twice int generated always as (customer * 2) stored"
            ],
            good: [
                """
                create table fresh (a int); alter table fresh add column b int generated always as (a * 2) stored
                """, "alter table orders add column twice int",
            ],
            facts: [.lock(.accessExclusive, on: "orders"), .rewrites("orders")])
    ) { context in
        context.alterations("AT_AddColumn").compactMap { addition in
            let constraints = addition.definition?.nodes("constraints") ?? []
            guard constraints.contains(where: { $0.text("contype") == "CONSTR_GENERATED" }) else {
                return nil
            }
            return Hazard(
                "ADD COLUMN \(addition.name) computes a value for every row: \(addition.relation) is rewritten",
                at: addition.location,
                next:
                    "add \(quoted(addition.name)) as a plain column, fill it by a trigger and old rows in batches"
            )
        }
    }
}
