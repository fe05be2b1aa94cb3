import Findings
import Migrations
import SQLText

extension LintRule {
    static let dropForeignKey = LintRule(
        "drop-foreign-key", .warning,
        "Dropping a foreign key locks the other table too",
        reason: """
            DROP CONSTRAINT of a foreign key takes an AccessExclusiveLock on both tables, since the triggers \
            of both go. It works in an instant, but everybody who uses either table queues behind it.
            """,
        instead: """
            -- by itself, so that the locks end at once; Tidemark tries again when it does not get them
            alter table orders drop constraint orders_customer_fkey;
            """,
        examples: LintExamples(
            """
            create table customers (id int primary key);
            create table orders (id int check (id > 0), customer int references customers)
            """,
            bad: ["alter table orders drop constraint orders_customer_fkey"],
            good: ["alter table orders drop constraint orders_id_check"],
            facts: [
                .lock(.accessExclusive, on: "orders"), .lock(.accessExclusive, on: "customers"),
            ])
    ) { context in
        context.alterations("AT_DropConstraint").compactMap { change in
            let known = context.known.table(change.relation).constraints[change.name]
            let other: String
            if case .foreignKey(let table) = known {
                guard !context.isNew(table) else { return nil }
                other = table
            } else if known == nil, change.name.hasSuffix("_fkey") || change.name.hasSuffix("_fk") {
                other = "the other table"
            } else {
                return nil
            }
            return Hazard(
                "DROP CONSTRAINT \(change.name) takes AccessExclusiveLock on \(change.relation) and on \(other)",
                at: context.node["relation"]?.location,
                next: "keep it in a migration of its own, so that the locks end at once")
        }
    }
}
