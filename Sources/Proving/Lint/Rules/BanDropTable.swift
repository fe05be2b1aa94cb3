import Findings
import Migrations

extension LintRule {
    static let banDropTable = LintRule(
        "ban-drop-table", .warning,
        "DROP TABLE destroys the rows, and breaks whoever still uses the table",
        reason: """
            The rows are gone with the commit; a program that still knows the table fails. Tidemark takes \
            the step back only with the rows that a restore point kept.
            """,
        instead: """
            -- stop using it first; then a restore point, then the drop with the reason
            -- tidemark: allow ban-drop-table nobody has read it since 2024
            drop table orders;
            """,
        examples: LintExamples(
            "create table orders (id int, customer int)",
            bad: ["drop table orders"],
            good: ["create table fresh (a int); drop table fresh"],
            facts: [.answers("select to_regclass('orders') is null", "t")])
    ) { context in
        guard context.node.kind == "DropStmt", context.node.text("removeType") == "OBJECT_TABLE"
        else {
            return []
        }
        return context.node.nodes("objects").map(\.listedName).filter { !context.isNew($0) }.map {
            table in
            Hazard(
                "DROP TABLE destroys the rows of \(table)",
                next:
                    "when nobody uses it any more, write: -- tidemark: allow ban-drop-table REASON")
        }
    }
}
