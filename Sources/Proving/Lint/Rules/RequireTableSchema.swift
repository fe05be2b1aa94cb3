import Findings
import Migrations

extension LintRule {
    static let requireTableSchema = LintRule(
        "require-table-schema", nil,
        "A table without a schema goes where search_path says",
        reason: """
            search_path differs by role, database and session: the same file makes the table in another \
            schema, or beside one of the same name.
            """,
        instead: "create table public.orders (id bigint primary key);",
        examples: LintExamples(
            """
            drop schema if exists elsewhere cascade;
            create schema elsewhere
            """,
            bad: [
                """
                set local search_path = elsewhere;
                create table orders (id bigint primary key)
                """
            ],
            good: [
                """
                set local search_path = elsewhere;
                create table public.orders (id bigint primary key)
                """
            ],
            facts: [.answers("select to_regclass('elsewhere.orders') is not null", "t")])
    ) { context in
        guard context.node.kind == "CreateStmt", let relation = context.node["relation"],
            relation.text("schemaname") == nil, relation.text("relpersistence") != "t"
        else { return [] }
        return [
            Hazard(
                "\(relation.relation) is made in whatever schema comes first in search_path",
                at: relation.location, next: "create table public.\(quoted(relation.relation)) …")
        ]
    }
}
