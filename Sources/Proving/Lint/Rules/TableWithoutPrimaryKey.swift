import Findings
import Migrations

extension LintRule {
    static let tableWithoutPrimaryKey = LintRule(
        "table-without-primary-key", .note,
        "A table without a primary key cannot be replicated row by row",
        reason: """
            UPDATE and DELETE of a table that is published fail without a replica identity (SQLSTATE 55000), \
            no single row can be named, and restore points can give back whole tables only.
            """,
        instead:
            "create table orders (id bigint generated always as identity primary key, customer int);",
        examples: LintExamples(
            bad: ["create table orders (customer int)"],
            good: [
                "create table orders (id bigint generated always as identity primary key, customer int)",
                "create table orders (id bigint); alter table orders add primary key (id)",
            ],
            facts: [
                .answers(
                    "select count(*) from pg_index where indrelid = 'orders'::regclass and indisprimary",
                    "0"),
                .answers(
                    "select count(*) from pg_attribute where attrelid = 'orders'::regclass and attname = 'id'",
                    "0"),
            ])
    ) { context in
        guard context.node.kind == "CreateStmt", let relation = context.node["relation"],
            relation.text("relpersistence") != "t", context.node.nodes("inhRelations").isEmpty,
            !context.node.nodes("tableElts").contains(where: { $0.kind == "TableLikeClause" })
        else { return [] }
        guard let known = context.knownAtTheEnd.tables[relation.relation], !known.hasPrimaryKey,
            !known.hasReplicaIdentity
        else { return [] }
        return [
            Hazard(
                "\(relation.relation) has no primary key", at: relation.location,
                next: "id bigint generated always as identity primary key")
        ]
    }
}
