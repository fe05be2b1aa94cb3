import Findings
import Migrations

extension LintRule {
    static let banDropSchema = LintRule(
        "ban-drop-schema", .warning,
        "DROP SCHEMA breaks whoever still uses what was in it",
        reason: """
            With CASCADE it destroys everything in the schema, whatever that is by then; without it, it \
            fails unless the schema is empty.
            """,
        instead: """
            -- drop what is in it by name, then the schema
            drop table billing.invoices;
            drop schema billing;
            """,
        examples: LintExamples(
            "create schema if not exists billing",
            bad: ["drop schema billing"],
            good: ["create schema if not exists fresh; drop schema fresh"],
            facts: [.answers("select to_regnamespace('billing') is null", "t")])
    ) { context in
        guard context.node.kind == "DropStmt", context.node.text("removeType") == "OBJECT_SCHEMA"
        else {
            return []
        }
        let made = context.statements[..<context.index].compactMap { $0.node?.text("schemaname") }
        return context.node.nodes("objects").map(\.listedName).filter { !made.contains($0) }.map {
            schema in
            Hazard(
                "DROP SCHEMA takes \(schema) away from whoever uses it",
                next:
                    "when nobody uses it any more, write: -- tidemark: allow ban-drop-schema REASON"
            )
        }
    }
}
