import Findings
import Migrations

extension LintRule {
    static let enumValueUsedInTransaction = LintRule(
        "enum-value-used-in-transaction", .error,
        "A new enum value cannot be used in the transaction that adds it",
        reason: """
            Until the transaction has committed, using the value fails: SQLSTATE 55P04. Since PostgreSQL 17 \
            it works where the type was made in the same transaction.
            """,
        instead: """
            alter type mood add value 'fine';
            -- in the next migration
            update people set mood = 'fine' where mood is null;
            """,
        examples: LintExamples(
            """
            create type mood as enum ('happy', 'sad');
            create table people (mood mood)
            """,
            bad: [
                """
                alter type mood add value 'fine';
                insert into people values ('fine')
                """
            ],
            good: [
                "alter type mood add value 'fine'",
                "create type state as enum ('new', 'old'); create table jobs (state state default 'old')",
            ],
            facts: [.fails("55P04")])
    ) { context in
        guard context.statement.isInTransaction else { return [] }
        let added = context.script.nearest("AlterEnumStmt", before: context.index).compactMap {
            other -> String? in
            guard other.segment == context.statement.segment, let earlier = other.node,
                let value = earlier.text("newVal"), earlier.text("oldVal") == nil
            else { return nil }
            let type = relationName(earlier.names("typeName"))
            let made = context.known.enums[type]
            let isNew = made?.file == context.file && made?.segment == context.statement.segment
            return isNew && context.version >= 17 ? nil : value
        }
        guard !added.isEmpty, context.node.kind != "AlterEnumStmt" else { return [] }
        let used = context.node.all.first { node in
            node.kind == "A_Const" && node["sval"]?.name.map(added.contains) == true
        }
        guard let used, let value = used["sval"]?.name else { return [] }
        return [
            Hazard(
                "'\(value)' cannot be used before the transaction that adds it has committed: SQLSTATE 55P04",
                at: used.location, next: "put this into the next migration")
        ]
    }
}
