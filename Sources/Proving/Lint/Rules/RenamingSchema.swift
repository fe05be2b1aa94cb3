import Findings
import Migrations

extension LintRule {
    static let renamingSchema = LintRule(
        "renaming-schema", .warning,
        "A renamed schema breaks every program that knows the old name",
        reason: """
            Every qualified name, every search_path and every body of a function that names the old schema \
            fails.
            """,
        instead: """
            -- a new schema, and the objects moved one by one, with views left behind
            create schema invoicing;
            """,
        examples: LintExamples(
            """
            drop schema if exists invoicing cascade;
            create schema if not exists billing
            """,
            bad: ["alter schema billing rename to invoicing"],
            good: ["create schema if not exists invoicing"],
            facts: [.answers("select to_regnamespace('billing') is null", "t")])
    ) { context in
        guard context.node.kind == "RenameStmt", context.node.text("renameType") == "OBJECT_SCHEMA",
            let old = context.node.text("subname"), let new = context.node.text("newname")
        else { return [] }
        return [
            Hazard(
                "everything that names the schema \(old) fails as soon as it is \(new)",
                next:
                    "create schema \(quoted(new)); then move one object at a time, with a view left behind"
            )
        ]
    }
}
