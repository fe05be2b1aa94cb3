import Findings
import Migrations

extension LintRule {
    static let banCharField = LintRule(
        "ban-char-field", .note,
        "char(n) pads with blanks that come and go",
        reason: """
            char(n) fills every value up with blanks, which count for length and space, and do not count in \
            comparisons. It saves nothing over text.
            """,
        instead: "create table countries (code text primary key check (length(code) = 2));",
        examples: LintExamples(
            bad: ["create table countries (code char(4))"],
            good: ["create table countries (code text)"],
            facts: [
                .answers(
                    "select atttypid::regtype from pg_attribute where attrelid = 'countries'::regclass and attname = 'code'",
                    "character")
            ])
    ) { context in
        context.newColumns.compactMap { column in
            guard let type = KnownType(column["typeName"]), type.name == "bpchar" else {
                return nil
            }
            let name = column.text("colname") ?? ""
            return Hazard(
                "\(name) is \(type): values are padded with blanks",
                at: column.location,
                next: "\(quoted(name)) text, with a CHECK on its length where that matters")
        }
    }
}
