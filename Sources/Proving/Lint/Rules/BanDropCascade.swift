import Findings
import Migrations

extension LintRule {
    static let banDropCascade = LintRule(
        "ban-drop-cascade", .warning,
        "CASCADE drops what the file does not name",
        reason: """
            What else goes depends on the database at that moment: views, foreign keys, policies, columns of \
            other tables. The way back does not know them, and a reviewer does not see them.
            """,
        instead: """
            drop view order_totals;
            drop table orders;
            """,
        examples: LintExamples(
            """
            create table orders (id int, customer int);
            create view order_totals as select count(*) from orders
            """,
            bad: ["drop table orders cascade"],
            good: ["drop view order_totals; drop table orders"],
            facts: [
                .answers("select to_regclass('order_totals') is null", "t"),
                .says("drop cascades to view order_totals"),
            ])
    ) { context in
        let isDropped =
            context.node.kind == "DropStmt" && context.node.text("behavior") == "DROP_CASCADE"
        let parts = context.alterations("AT_DropColumn", "AT_DropConstraint").filter {
            $0.command.text("behavior") == "DROP_CASCADE"
        }
        guard isDropped || !parts.isEmpty else { return [] }
        return [
            Hazard(
                "CASCADE drops whatever depends on it, without naming it",
                next: "drop what depends on it by name first, then without CASCADE")
        ]
    }
}
