import Findings
import Migrations

extension LintRule {
    static let ifNotExistsHidesDrift = LintRule(
        "if-not-exists-hides-drift", .note,
        "IF NOT EXISTS passes over a thing of another shape",
        reason: """
            It looks at the name alone. Where something of that name is there, with other columns or another \
            definition, the migration counts as applied and the schema is not what the files say.
            """,
        instead: "create table orders (id bigint primary key, note text);",
        examples: LintExamples(
            "create table orders (id int)",
            bad: ["create table if not exists orders (id bigint primary key, note text)"],
            good: ["create table purchases (id bigint primary key, note text)"],
            facts: [
                .says("already exists, skipping"),
                .answers(
                    "select count(*) from pg_attribute where attrelid = 'orders'::regclass and attname = 'note'",
                    "0"),
            ])
    ) { context in
        let what: String
        switch context.node.kind {
        case "CreateStmt", "CreateTableAsStmt": what = "a table"
        case "IndexStmt" where !context.node.flag("concurrent"): what = "an index"
        case "CreateSeqStmt": what = "a sequence"
        default:
            let columns = context.alterations("AT_AddColumn").filter {
                $0.command.flag("missing_ok")
            }
            return columns.map { column in
                Hazard(
                    "a column \(column.name) of another type would pass for this one",
                    at: column.location,
                    next: "remove IF NOT EXISTS: history knows what is applied")
            }
        }
        guard context.node.flag("if_not_exists") else { return [] }
        return [
            Hazard(
                "\(what) of that name and another shape would pass for this one",
                next: "remove IF NOT EXISTS: history knows what is applied")
        ]
    }
}
