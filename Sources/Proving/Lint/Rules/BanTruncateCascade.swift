import Findings
import Migrations

extension LintRule {
    static let banTruncateCascade = LintRule(
        "ban-truncate-cascade", .error,
        "TRUNCATE … CASCADE empties tables that the file does not name",
        reason: """
            CASCADE empties every table with a foreign key to this one, and those with one to them, whatever \
            they are by then.
            """,
        instead: "truncate orders, order_lines;",
        examples: LintExamples(
            """
            create table orders (id int primary key);
            create table order_lines (order_id int references orders);
            insert into orders values (1);
            insert into order_lines values (1)
            """,
            bad: ["truncate orders cascade"],
            good: ["truncate orders, order_lines"],
            facts: [
                .says("truncate cascades to table \"order_lines\""),
                .answers("select count(*) from order_lines", "0"),
            ])
    ) { context in
        guard context.node.kind == "TruncateStmt", context.node.text("behavior") == "DROP_CASCADE"
        else {
            return []
        }
        let names = context.node.nodes("relations").map { quoted($0.relation) }.joined(
            separator: ", ")
        return [
            Hazard(
                "CASCADE empties every table with a foreign key to \(names) too",
                next: "name them: truncate \(names), …;")
        ]
    }
}
