import Findings
import Migrations

extension LintRule {
    static let preferJsonb = LintRule(
        "prefer-jsonb", .note,
        "json has no equality and is parsed each time it is read",
        reason: """
            json keeps the text as it came: it has no =, so DISTINCT, GROUP BY and UNION fail on it, no \
            index on its contents but by expressions, and each access parses all of it.
            """,
        instead: "create table events (id bigint primary key, body jsonb);",
        examples: LintExamples(
            bad: ["create table events (id bigint primary key, body json)"],
            good: ["create table events (id bigint primary key, body jsonb)"],
            facts: [
                .answers(
                    "select count(*) from pg_operator where oprname = '=' and oprleft = (select atttypid from pg_attribute where attrelid = 'events'::regclass and attname = 'body')",
                    "0")
            ])
    ) { context in
        context.newColumns.compactMap { column in
            guard let type = KnownType(column["typeName"]), type.name == "json" else { return nil }
            let name = column.text("colname") ?? ""
            return Hazard(
                "\(name) is json: no =, no DISTINCT, no GROUP BY",
                at: column.location,
                next: "\(quoted(name)) jsonb")
        }
    }
}
