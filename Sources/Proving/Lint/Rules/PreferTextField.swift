import Findings
import Migrations

extension LintRule {
    static let preferTextField = LintRule(
        "prefer-text-field", nil,
        "varchar(n) makes every later change of the length a migration",
        reason: """
            text and varchar(n) are stored alike. To widen the length takes an AccessExclusiveLock, to \
            narrow it a rewrite; a CHECK can be replaced with NOT VALID and VALIDATE.
            """,
        instead: "create table people (name text check (length(name) <= 80));",
        examples: LintExamples(
            bad: ["create table people (name varchar(80))"],
            good: ["create table people (name text)"],
            facts: [
                .answers(
                    "select atttypid::regtype from pg_attribute where attrelid = 'people'::regclass and attname = 'name'",
                    "character varying")
            ])
    ) { context in
        context.newColumns.compactMap { column in
            guard let type = KnownType(column["typeName"]), type.name == "varchar",
                !type.modifiers.isEmpty
            else { return nil }
            let name = column.text("colname") ?? ""
            return Hazard(
                "\(name) is \(type): another length is a migration",
                at: column.location,
                next: "\(quoted(name)) text check (length(\(quoted(name))) <= \(type.modifiers[0]))"
            )
        }
    }
}
