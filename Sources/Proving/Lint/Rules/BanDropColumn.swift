import Findings
import Migrations
import SQLText

extension LintRule {
    static let banDropColumn = LintRule(
        "ban-drop-column", .warning,
        "DROP COLUMN destroys its values, and breaks whoever still uses the column",
        reason: """
            The values are gone with the commit; a program that still names the column, or inserts by \
            position, fails. Views and indexes on it have to go first or go with it.
            """,
        instead: """
            -- stop using it first; then a restore point, then the drop with the reason
            -- tidemark: allow ban-drop-column nobody has read it since 2024
            alter table orders drop column customer;
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["alter table orders drop column customer"],
            good: ["create table fresh (a int, b int); alter table fresh drop column b"],
            facts: [
                .lock(.accessExclusive, on: "orders"),
                .answers(
                    "select count(*) from pg_attribute where attrelid = 'orders'::regclass and attname = 'customer'",
                    "0"),
            ])
    ) { context in
        context.alterations("AT_DropColumn").map { change in
            Hazard(
                "DROP COLUMN destroys the values of \(change.relation).\(change.name)",
                at: context.node["relation"]?.location,
                next:
                    "when nobody uses it any more, write: -- tidemark: allow ban-drop-column REASON"
            )
        }
    }
}
