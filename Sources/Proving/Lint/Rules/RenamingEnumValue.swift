import Findings
import Migrations

extension LintRule {
    static let renamingEnumValue = LintRule(
        "renaming-enum-value", .warning,
        "A renamed enum value breaks every program that knows the old one",
        reason:
            "Rows show the new label at once; programs that compare with the old one, or write it, fail.",
        instead: """
            alter type mood add value 'content';
            -- then write the new one, and change the rows in batches
            """,
        examples: LintExamples(
            "create type mood as enum ('happy', 'sad')",
            bad: ["alter type mood rename value 'happy' to 'content'"],
            good: ["alter type mood add value 'content'"],
            facts: [.answers("select count(*) from pg_enum where enumlabel = 'happy'", "0")])
    ) { context in
        guard context.node.kind == "AlterEnumStmt", let old = context.node.text("oldVal"),
            let new = context.node.text("newVal")
        else { return [] }
        let type = relationName(context.node.names("typeName"))
        guard context.known.enums[type]?.file != context.file else { return [] }
        return [
            Hazard(
                "programs that know \(type) '\(old)' fail as soon as it is '\(new)'",
                next:
                    "alter type \(quoted(type)) add value '\(new)'; then write that, and change the rows in batches"
            )
        ]
    }
}
