import Findings
import Migrations

extension LintRule {
    static let preferBigintPrimaryKey = LintRule(
        "prefer-bigint-primary-key", .note,
        "An integer key ends at 2,147,483,647",
        reason: """
            When it is used up, every INSERT fails with SQLSTATE 22003, and the way to bigint is a rewrite \
            of the table and of all that refer to it. bigint costs 4 bytes a row.
            """,
        instead: "create table people (id bigint generated always as identity primary key);",
        examples: LintExamples(
            bad: ["create table people (id int primary key)"],
            good: ["create table people (id bigint primary key)"],
            facts: [
                .answers(
                    "select atttypid::regtype from pg_attribute where attrelid = 'people'::regclass and attname = 'id'",
                    "integer")
            ])
    ) { context in
        guard context.node.kind == "CreateStmt" else { return [] }
        let keys = context.node.nodes("tableElts").filter { $0.text("contype") == "CONSTR_PRIMARY" }
            .flatMap { $0.names("keys") }
        return context.newColumns.compactMap { column in
            let name = column.text("colname") ?? ""
            let isKey =
                keys == [name]
                || column.nodes("constraints").contains { $0.text("contype") == "CONSTR_PRIMARY" }
            guard isKey, let type = KnownType(column["typeName"]),
                ["int2", "int4", "serial", "serial4", "smallserial", "serial2"].contains(type.name)
            else { return nil }
            return Hazard(
                "the key \(name) is \(type): INSERT fails when the numbers are used up",
                at: column.location, next: "\(quoted(name)) bigint")
        }
    }
}
