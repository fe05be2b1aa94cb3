import Findings
import Migrations
import SQLText

extension LintRule {
    static let changingColumnCollation = LintRule(
        "changing-column-collation", .error,
        "A change of a column's collation builds its indexes anew",
        reason: """
            ALTER COLUMN … TYPE … COLLATE leaves the rows alone and builds every index with the column anew, \
            under an AccessExclusiveLock.
            """,
        instead: """
            -- an index with the collation, for the queries that want it
            create index concurrently orders_name_c_idx on orders (name collate "C");
            """,
        examples: LintExamples(
            """
            create table orders (name text);
            create index orders_name_idx on orders (name)
            """,
            bad: ["alter table orders alter name type text collate \"C\""],
            good: [
                "create index concurrently orders_name_c_idx on orders (name collate \"C\")",
                "alter table orders add column other text collate \"C\"",
            ],
            facts: [
                .lock(.accessExclusive, on: "orders"), .says("building index \"orders_name_idx\""),
            ])
    ) { context in
        context.alterations("AT_AlterColumnType").compactMap { change in
            guard let collation = change.definition?["collClause"],
                let written = KnownType(change.definition?["typeName"])
            else { return nil }
            let old = context.known.table(change.relation).columns[change.name]?.type
            guard old?.change(to: written) != .rewrite else { return nil }
            return Hazard(
                "another collation builds the indexes on \(change.name) anew under AccessExclusiveLock on \(change.relation)",
                at: collation.location,
                next:
                    "create index concurrently NAME on \(change.table) (\(quoted(change.name)) collate …); and COLLATE in the queries"
            )
        }
    }
}
