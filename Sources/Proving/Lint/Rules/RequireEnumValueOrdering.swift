import Findings
import Migrations

extension LintRule {
    static let requireEnumValueOrdering = LintRule(
        "require-enum-value-ordering", .note,
        "A new enum value without BEFORE or AFTER comes last",
        reason: """
            The order of an enum's values is what ORDER BY, < and > use, and it cannot be changed later: a \
            type has to be made anew for that.
            """,
        instead: "alter type size add value 'medium' after 'small';",
        examples: LintExamples(
            "create type size as enum ('small', 'large')",
            bad: ["alter type size add value 'medium'"],
            good: ["alter type size add value 'medium' after 'small'"],
            facts: [
                .answers(
                    "select enumlabel from pg_enum where enumtypid = 'size'::regtype order by enumsortorder desc limit 1",
                    "medium")
            ])
    ) { context in
        guard context.node.kind == "AlterEnumStmt", context.node.text("oldVal") == nil,
            context.node.text("newValNeighbor") == nil, let value = context.node.text("newVal")
        else { return [] }
        let type = quoted(relationName(context.node.names("typeName")))
        return [
            Hazard(
                "'\(value)' becomes the last value of \(type), which cannot be changed later",
                next: "alter type \(type) add value '\(value)' after '…';")
        ]
    }
}
