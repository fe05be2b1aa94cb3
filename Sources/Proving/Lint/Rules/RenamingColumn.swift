import Findings
import Migrations

extension LintRule {
    static let renamingColumn = LintRule(
        "renaming-column", .warning,
        "A renamed column breaks every program that knows the old name",
        reason: """
            Between the migration and the deployment of the programs, and after a rollback of either, one of \
            them uses a name that is not there. A second column, kept equal by a trigger until nobody uses \
            the old one, serves both.
            """,
        instead: """
            -- a second column, kept equal by a trigger; the old one goes later
            alter table orders add column buyer int;
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["alter table orders rename column customer to buyer"],
            good: ["create table fresh (a int); alter table fresh rename column a to b"],
            facts: [
                .answers(
                    "select count(*) from pg_attribute where attrelid = 'orders'::regclass and attname = 'customer'",
                    "0")
            ])
    ) { context in
        guard context.node.kind == "RenameStmt", context.node.text("renameType") == "OBJECT_COLUMN",
            let table = context.node["relation"]?.relation, !context.isNew(table),
            let old = context.node.text("subname"), let new = context.node.text("newname")
        else { return [] }
        return [
            Hazard(
                "programs that know \(table).\(old) fail as soon as it is \(new)",
                at: context.node["relation"]?.location,
                next:
                    "alter table \(quoted(table)) add column \(quoted(new)) …; keep both equal by a trigger, and drop the old one later"
            )
        ]
    }
}
